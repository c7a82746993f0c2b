#pragma once

#include <QDialog>

#include <functional>

class QLineEdit;

namespace roomkeeper::acs {
class ProxyCredentials;
}

namespace roomkeeper::ui {

/// Asks for the user name and password of a proxy, which are kept until the program ends. Requests
/// wait while it is open, the window does not.
class ProxyQuestion : public QDialog
{
    Q_OBJECT

public:
    /// Opens one over `window()` whenever the credentials of a proxy are wanted, as long as
    /// `context` lives.
    static void askFor(acs::ProxyCredentials &credentials, std::function<QWidget *()> window,
                       QObject &context);

    /// `proxy`: "host:port". `refusedUser`: whose password the proxy did not take just now; empty
    /// where it is asked for the first time.
    ProxyQuestion(const QString &proxy, const QString &refusedUser, QWidget *parent = nullptr);
    ~ProxyQuestion() override; // clears the password
    Q_DISABLE_COPY_MOVE(ProxyQuestion)

signals:
    void answered(const QString &user, const QString &password);

private:
    QLineEdit *m_user;
    QLineEdit *m_password;
};

} // namespace roomkeeper::ui
