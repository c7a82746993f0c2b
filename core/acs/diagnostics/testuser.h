#pragma once

#include "acs/diagnostics/connectiontestline.h"
#include "acs/diagnostics/connectiontestsubject.h"
#include "acs/identity/identityclient.h"
#include "base/call.h"

#include <QObject>

namespace roomkeeper::acs {

/// Creates a communication user and deletes it, to test Identity. Cancels a running request when
/// destroyed.
class TestUser : public QObject
{
    Q_OBJECT

public:
    /// `transport` outlives this, or is destroyed first, which ends its calls.
    TestUser(Transport &transport, ConnectionTestSubject subject);
    ~TestUser() override;
    Q_DISABLE_COPY_MOVE(TestUser)

    /// Emits found() with each progress; the last result is not Running.
    void start();
    /// The result if it is stopped now.
    DiagnosticResult whenStopped() const;

signals:
    void found(const roomkeeper::acs::DiagnosticResult &result);

private:
    void remove(const QString &rawId);

    IdentityClient m_client;
    ConnectionTestSubject m_subject; ///< for its texts
    QString m_rawId; ///< after it was created
    Call<CreatedUser> m_creation;
    Call<void> m_deletion;
};

} // namespace roomkeeper::acs
