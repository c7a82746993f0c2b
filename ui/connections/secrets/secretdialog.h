#pragma once

#include "store/profiles/profile.h"

#include <QDialog>

namespace roomkeeper::ui {

class ResourceSecret;

/// Asks for the connection string of a saved connection when the keychain cannot provide it. It is
/// kept in memory until the program ends. A connection string of another resource is rejected.
class SecretDialog : public QDialog
{
    Q_OBJECT

public:
    explicit SecretDialog(const store::Profile &profile, QWidget *parent = nullptr);
    Q_DISABLE_COPY_MOVE(SecretDialog)

    /// The entered connection string; valid after the dialog was accepted. A secret: wipe it after
    /// use.
    QByteArray connectionString() const;

private:
    ResourceSecret *m_secret;
};

} // namespace roomkeeper::ui
