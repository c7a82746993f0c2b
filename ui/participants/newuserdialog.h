#pragma once

#include "acs/identity/identityvalues.h"
#include "acs/rooms/room.h"
#include "base/error.h"
#include "ui/common/timedisplay.h"

#include <QDialog>
#include <QList>

class QCheckBox;
class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;
class QSpinBox;
class QStackedWidget;

namespace roomkeeper::ui {

class CreatedUserPane;
class HintLabel;
class MessageBar;

/// What a new user is asked to be.
struct NewUser
{
    QString name = {}; ///< kept on this computer; empty: none
    acs::Role role = {};
    acs::TokenRequest token = {}; ///< without scopes: no token
};

/// Asks what a new communication user shall be, and shows what the service made: the id and, where
/// one was asked for, the access token, which is nowhere else and is wiped when the dialog goes.
/// Stays with everything typed when the service refuses. Does no networking.
class NewUserDialog : public QDialog
{
    Q_OBJECT

public:
    /// `display` outlives this.
    NewUserDialog(const QList<acs::Role> &roles, const TimeDisplay &display,
                  QWidget *parent = nullptr);
    Q_DISABLE_COPY_MOVE(NewUserDialog)

    NewUser newUser() const;

    /// The user was made and stands in the room's draft.
    void showCreated(const roomkeeper::acs::CreatedUser &user);
    /// It was not made, or nobody knows.
    void showError(const roomkeeper::Error &error);

    /// With a token that nobody has taken yet the first time only says so.
    void done(int result) override;

signals:
    /// Make this user; answered by showCreated() or showError().
    void createRequested(const roomkeeper::ui::NewUser &user);

private:
    QWidget *makeQuestions(const QList<acs::Role> &roles);
    QWidget *makeTokenOptions();
    QWidget *makeButtons();
    void updateControls();
    void create();
    void setCreating(bool isCreating);

    bool m_isCreating = false;
    bool m_isLossTold = false; ///< closing was tried with the token not copied

    MessageBar *m_message;
    QStackedWidget *m_pages;
    QWidget *m_questions = nullptr;
    QLineEdit *m_name;
    QComboBox *m_role;
    QCheckBox *m_wantsToken;
    QWidget *m_tokenOptions = nullptr;
    QList<QCheckBox *> m_scopes;
    QSpinBox *m_lifetime;
    HintLabel *m_hint;
    CreatedUserPane *m_created;
    QPushButton *m_cancel = nullptr;
    QPushButton *m_create = nullptr;
};

/// Says why a user was not created, or that nobody knows.
void tellUserError(MessageBar &messages, const Error &error);

} // namespace roomkeeper::ui
