#pragma once

#include "acs/diagnostics/connectiontestline.h"
#include "acs/diagnostics/connectiontestsubject.h"
#include "acs/identity/identityclient.h"
#include "base/call.h"

#include <QObject>

namespace roomkeeper::acs {

/// Makes a communication user and deletes it, to see whether Identity works. Gives up what is under
/// way when it goes.
class TestUser : public QObject
{
    Q_OBJECT

public:
    /// `transport` outlives this, or goes first, with all its calls.
    TestUser(Transport &transport, ConnectionTestSubject subject);
    ~TestUser() override;
    Q_DISABLE_COPY_MOVE(TestUser)

    /// Says with found() how far it is, until that is no longer Running.
    void start();
    /// What is to be said when it is given up now.
    DiagnosticResult whenStopped() const;

signals:
    void found(const roomkeeper::acs::DiagnosticResult &result);

private:
    void remove(const QString &rawId);

    IdentityClient m_client;
    ConnectionTestSubject m_subject; ///< for its words
    QString m_rawId; ///< once it is made
    Call<CreatedUser> m_creation;
    Call<void> m_deletion;
};

} // namespace roomkeeper::acs
