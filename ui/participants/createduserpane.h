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

/// A user that was just made: the id, and the access token behind password echo. The token is in
/// its field and nowhere else; copied only on demand.
class CreatedUserPane : public QWidget
{
    Q_OBJECT

public:
    /// `display` outlives this.
    explicit CreatedUserPane(const TimeDisplay &display, QWidget *parent = nullptr);
    ~CreatedUserPane() override;
    Q_DISABLE_COPY_MOVE(CreatedUserPane)

    void show(const acs::CreatedUser &user);
    /// The keyboard goes to what copies the token.
    void focusCopy();
    /// Whether there is a token that was neither copied nor revealed: nobody has it yet.
    bool isTokenUntaken() const;
    /// Says that the token goes unless it is copied.
    void warnOfLoss();
    /// Takes the token out of its field.
    void secureZero();

private:
    QWidget *makeTokenPart();
    void reveal(bool isShown);
    void tellExpiry();

    const TimeDisplay &m_display;
    QDateTime m_expiresOn;
    QLineEdit *m_id;
    QWidget *m_tokenPart = nullptr;
    QLineEdit *m_token;
    QCheckBox *m_reveal;
    QLabel *m_expiry;
    HintLabel *m_loss;
    QPushButton *m_copyToken = nullptr;
    bool m_isTaken = false; ///< the token was copied or revealed
};

} // namespace roomkeeper::ui
