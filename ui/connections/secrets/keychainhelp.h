#pragma once

#include "admin/connections/connector.h"

#include <QHash>
#include <QObject>

#include <optional>

class QWidget;

namespace roomkeeper::ui {

class ConnectionEditor;
class MessageBar;

/// What the window says and offers where the keychain does not give a secret, does not take one, or
/// lets people wait. Nothing here waits.
class KeychainHelp : public QObject
{
    Q_OBJECT

public:
    /// All outlive this.
    KeychainHelp(admin::Connector &connector, ConnectionEditor &editor, MessageBar &messages,
                 QWidget &window, QObject *parent = nullptr);
    Q_DISABLE_COPY_MOVE(KeychainHelp)

    /// The secret of a profile is being read to open it; none: it is no more.
    void setOpening(const std::optional<store::Profile> &profile);
    /// Why a profile could not be opened, an error of kind NotFound or Keychain, and what to do.
    void tellFailure(const store::Profile &profile, const Error &error);

    /// Where the secret of a profile is, in words.
    QString placeText(const store::Profile &profile) const;
    /// What a button says that writes it to the keychain; empty where it can't or need not be.
    QString keepText(const store::Profile &profile) const;
    /// What would be lost with the end of the program, in words: secrets that belong in the
    /// keychain and are not there. Empty where nothing would.
    QString unkeptText() const;

signals:
    void tryAgainRequested(const roomkeeper::store::Profile &profile);
    /// The keychain is not waited for any longer.
    void openingGivenUp();
    /// The secret was entered: for this run it opens without the keychain.
    void entered(const roomkeeper::store::Profile &profile);

private:
    void asked(const QUuid &profile);
    void answered(const QUuid &profile);
    void sayItIsSlow(const QUuid &profile, KeychainTrouble why);
    void goOnWithout(const QUuid &profile);
    void enter(const store::Profile &profile);
    bool isOnItsWay(const store::Profile &profile) const;

    admin::Connector &m_connector;
    ConnectionEditor &m_editor;
    MessageBar &m_messages;
    QWidget &m_window;
    std::optional<store::Profile> m_opening;
    /// What was asked about a profile's secret and is not answered, how many times.
    QHash<QUuid, int> m_asked;
    QString m_slow; ///< the message about it
    QUuid m_slowProfile; ///< and whose it is
};

} // namespace roomkeeper::ui
