#pragma once

#include "acs/identity/identityvalues.h"
#include "ui/common/timedisplay.h"

#include <QWidget>

class QCheckBox;
class QLabel;
class QLineEdit;
class QPushButton;

namespace roomkeeper::ui {

class HintLabel;
class SecretEdit;

/// A user that was just created: the ID, and the access token behind a password echo. The token
/// exists only in its field, and is copied only on request.
class CreatedUserPane : public QWidget
{
    Q_OBJECT

public:
    /// `display` must outlive this.
    explicit CreatedUserPane(const TimeDisplay &display, QWidget *parent = nullptr);
    ~CreatedUserPane() override;
    Q_DISABLE_COPY_MOVE(CreatedUserPane)

    void show(const acs::CreatedUser &user);
    /// Moves the focus to the button that copies the token.
    void focusCopy();
    /// Whether there is a token that was not copied.
    bool isTokenUntaken() const;
    /// Warns that the token will be lost unless it is copied.
    void warnOfLoss();
    /// Removes the token from its field and overwrites it.
    void secureZero();

private:
    QWidget *makeTokenPart();
    void tellExpiry();
    void tellClipboard();

    const TimeDisplay &m_display;
    QDateTime m_expiresOn;
    QLineEdit *m_id;
    QWidget *m_tokenPart = nullptr;
    SecretEdit *m_token;
    QCheckBox *m_reveal;
    QLabel *m_expiry;
    HintLabel *m_loss;
    QPushButton *m_copyToken = nullptr;
    bool m_isTaken = false; ///< whether the token was copied
};

} // namespace roomkeeper::ui
