#pragma once

#include "acs/identity/identityvalues.h"
#include "acs/rooms/room.h"
#include "base/error.h"
#include "ui/common/notice.h"
#include "ui/common/timedisplay.h"

#include <QDialog>
#include <QList>

class QCheckBox;
class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;
class QStackedWidget;

namespace roomkeeper::ui {

class CreatedUserPane;
class HintLabel;
class MessageBar;
class NumberEdit;

/// The values for a new user.
struct NewUser
{
    QString name = {}; ///< stored on this computer; empty: none
    acs::Role role = {};
    acs::TokenRequest token = {}; ///< without scopes: no token
};

/// Asks for the values of a new communication user, and shows the result: the ID and, if requested,
/// the access token, which is stored nowhere else and overwritten when the dialog closes. Keeps the
/// input if the service rejects it. Sends nothing itself.
class NewUserDialog : public QDialog
{
    Q_OBJECT

public:
    /// `display` must outlive this.
    NewUserDialog(const QList<acs::Role> &roles, const TimeDisplay &display,
                  QWidget *parent = nullptr);
    Q_DISABLE_COPY_MOVE(NewUserDialog)

    NewUser newUser() const;

    /// The user was created and added to the room's draft.
    void showCreated(const roomkeeper::acs::CreatedUser &user);
    /// The user was not created, or the outcome is unknown.
    void showError(const roomkeeper::Error &error);

    /// If the token was not copied, the first call only warns.
    void done(int result) override;

signals:
    /// Create this user; answered by showCreated() or showError().
    void createRequested(const roomkeeper::ui::NewUser &user);

private:
    QWidget *makeQuestions(const QList<acs::Role> &roles);
    QWidget *makeTokenOptions();
    QWidget *makeButtons();
    void updateControls();
    void create();
    void setCreating(bool isCreating);

    bool m_isCreating = false;
    bool m_isLossTold = false; ///< the user was warned about losing the token

    MessageBar *m_message;
    QStackedWidget *m_pages;
    QWidget *m_questions = nullptr;
    QLineEdit *m_name;
    QComboBox *m_role;
    QCheckBox *m_wantsToken;
    QWidget *m_tokenOptions = nullptr;
    QList<QCheckBox *> m_scopes;
    NumberEdit *m_lifetime;
    HintLabel *m_lifetimeProblem;
    HintLabel *m_hint;
    CreatedUserPane *m_created;
    QPushButton *m_cancel = nullptr;
    QPushButton *m_create = nullptr;
};

NoticeOrigin newUserOrigin();
/// Why a user was not created, or that the outcome is unknown.
Notice userErrorNotice(const Error &error);

} // namespace roomkeeper::ui
