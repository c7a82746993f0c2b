#pragma once

#include <QDialog>

#include <functional>

class QLineEdit;

namespace roomkeeper::acs {
class ProxyCredentials;
}

namespace roomkeeper::ui {

/// Asks for the user name and password of a proxy, which are kept in memory until the program ends.
/// Requests wait while it is open; the window stays usable.
class ProxyQuestion : public QDialog
{
    Q_OBJECT

public:
    /// Opens the dialog over `window()` whenever a proxy requires credentials, as long as `context`
    /// lives.
    static void askFor(acs::ProxyCredentials &credentials, std::function<QWidget *()> window,
                       QObject &context);

    /// `proxy`: "host:port". `rejectedUser`: the user whose password the proxy just rejected; empty
    /// the first time.
    ProxyQuestion(const QString &proxy, const QString &rejectedUser, QWidget *parent = nullptr);
    ~ProxyQuestion() override; // clears the password
    Q_DISABLE_COPY_MOVE(ProxyQuestion)

signals:
    void answered(const QString &user, const QString &password);

private:
    QLineEdit *m_user;
    QLineEdit *m_password;
};

} // namespace roomkeeper::ui
