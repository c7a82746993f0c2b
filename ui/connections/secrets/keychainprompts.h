#pragma once

#include "admin/connections/connectionservice.h"
#include "store/secrets/keychainproblem.h"
#include "ui/common/notice.h"

#include <QHash>
#include <QObject>

#include <optional>

class QWidget;

namespace roomkeeper::ui {

class ConnectionEditor;
class MessageBar;

/// The messages and choices shown when the keychain cannot read or store a secret or is slow to
/// respond. Never blocks.
class KeychainPrompts : public QObject
{
    Q_OBJECT

public:
    /// All outlive this.
    KeychainPrompts(admin::ConnectionService &connectionService, ConnectionEditor &editor,
                    MessageBar &messages, QWidget &window, QObject *parent = nullptr);
    Q_DISABLE_COPY_MOVE(KeychainPrompts)

    /// Sets the profile whose secret is being read to open it; none when that has ended.
    void setOpening(const std::optional<store::Profile> &profile);
    /// Says why a profile could not be opened (an error of kind NotFound or Keychain) and what can
    /// be done.
    Notice failure(const NoticeOrigin &origin, const store::Profile &profile, const Error &error);

    /// Describes where the secret of a profile is stored.
    QString placeText(const store::Profile &profile) const;
    /// The label of the button that saves it to the keychain; empty if that is impossible or
    /// unnecessary.
    QString keepText(const store::Profile &profile) const;
    /// Describes the secrets that would be lost by closing the program because they are not in the
    /// keychain yet; empty if there are none.
    QString unsavedText() const;

signals:
    void tryAgainRequested(const roomkeeper::store::Profile &profile);
    /// The user no longer wants to wait for the keychain.
    void openingGivenUp();
    /// The secret was entered: the connection opens without the keychain for this session.
    void entered(const roomkeeper::store::Profile &profile);

private:
    void asked(const QUuid &profile);
    void answered(const QUuid &profile);
    void sayItIsSlow(const QUuid &profile, store::KeychainProblem why);
    void goOnWithout(const QUuid &profile);
    void enter(const store::Profile &profile);
    bool isSaving(const store::Profile &profile) const;

    admin::ConnectionService &m_connectionService;
    ConnectionEditor &m_editor;
    MessageBar &m_messages;
    QWidget &m_window;
    std::optional<store::Profile> m_opening;
    /// The number of keychain operations in progress for each profile.
    QHash<QUuid, int> m_asked;
};

} // namespace roomkeeper::ui
