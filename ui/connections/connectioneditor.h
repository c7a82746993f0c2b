#pragma once

#include "admin/connections/connector.h"
#include "ui/connections/editor/connectiondialog.h"

#include <QObject>
#include <QPointer>

#include <functional>
#include <memory>

class QMimeData;
class QWidget;

namespace roomkeeper::ui {

class MessageBar;

/// The dialogs in which kept connections are made, edited and removed. Nothing here waits: a
/// connection is kept at once, and the keychain answers later.
class ConnectionEditor : public QObject
{
    Q_OBJECT

public:
    /// What follows when a connection was kept.
    enum class Then { Open, Stay };

    /// `connector`, `messages` and `window` outlive this.
    ConnectionEditor(admin::Connector &connector, MessageBar &messages, QWidget &window,
                     QObject *parent = nullptr);
    Q_DISABLE_COPY_MOVE(ConnectionEditor)

    void make();
    /// With a connection string that was found somewhere.
    void makeWith(const QString &connectionString);
    /// With the one that was copied or dragged here, also in a file; says so where there is none.
    void makeFrom(const QMimeData &data);
    void edit(const store::Profile &profile, Then then);
    /// As edit(), for the connection string that the keychain has not; then it is opened.
    void enterAgain(const store::Profile &profile);
    /// Another one like it. Its secret is not copied: nobody is asked for it behind their back; the
    /// dialog asks for a connection string instead.
    void duplicate(const store::Profile &profile);
    /// Asks before a read-only connection takes changes again.
    void askToAllowChanges(const store::Profile &profile, const std::function<void()> &allow,
                           const std::function<void()> &stay);
    /// Has the connection doctor look at it, in a dialog: at one that is opened for that only, or
    /// at one that is open.
    void test(const store::Profile &profile);
    void test(const std::shared_ptr<admin::Connection> &connection);
    /// Asks; removalConfirmed() is the answer.
    void askToRemove(const store::Profile &profile);
    /// Writes the secret of a profile, known in this run, to the keychain, where it is to be from
    /// now on, and says what became of it.
    void keepSecret(const QUuid &profile);
    /// Removes profile and secret, and says what became of it.
    void remove(const store::Profile &profile);

signals:
    /// A connection was kept and is to be opened.
    void openRequested(const roomkeeper::store::Profile &profile);
    /// The keychain was asked to take or to remove the secret of a profile.
    void keychainAsked(const QUuid &profile);
    void keychainAnswered(const QUuid &profile);
    void removalConfirmed(const roomkeeper::store::Profile &profile);

private:
    ConnectionDialog *show(const store::Profile &profile, ConnectionDialog::Purpose purpose,
                           Then then);
    store::Profile newProfile() const;
    /// What a dialog began with, and what follows.
    struct Edit
    {
        store::Profile original = {};
        bool isNew = false;
        Then then = Then::Stay;
    };
    void accept(const QPointer<ConnectionDialog> &dialog, const Edit &edit);
    void save(const QPointer<ConnectionDialog> &dialog, const Edit &edit);
    void saved(const Result<admin::Connector::Saved> &result);
    QString nextColour() const;

    admin::Connector &m_connector;
    MessageBar &m_messages;
    QWidget &m_window;
    QHash<QUuid, QString> m_ofKeychain; ///< what was said of a secret that is not where it belongs
    QString m_notMade; ///< what was said of a text without a connection string
};

} // namespace roomkeeper::ui
