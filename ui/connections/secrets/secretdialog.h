#pragma once

#include "store/profiles/profile.h"

#include <QDialog>

namespace roomkeeper::ui {

class ResourceSecret;

/// Asks for the connection string of a kept connection whose keychain does not give it, to be known
/// until the program ends. One of another resource is refused.
class SecretDialog : public QDialog
{
    Q_OBJECT

public:
    explicit SecretDialog(const store::Profile &profile, QWidget *parent = nullptr);
    Q_DISABLE_COPY_MOVE(SecretDialog)

    /// What was entered; valid when accepted. A secret: wipe it after use.
    QByteArray connectionString() const;

private:
    ResourceSecret *m_secret;
};

} // namespace roomkeeper::ui
