#include "ui/common/confirmation.h"

#include "ui/common/accessibleidentity.h"
#include "ui/common/style/icons.h"
#include "ui/common/style/theme.h"

#include <QPushButton>

namespace roomkeeper::ui {

using namespace Qt::StringLiterals;

Confirmation::Confirmation(const QString &question, const QString &consequence, const QString &verb,
                           QWidget *parent)
    : QMessageBox(parent)
{
    setObjectName("confirmation"_L1);
    setAttribute(Qt::WA_DeleteOnClose);
    setIconPixmap(ui::icon(u"warning"_s, QPalette::LinkVisited).pixmap(32));
    // Names come from users and from the service: shown as they are, not as markup.
    setTextFormat(Qt::PlainText);
    setWindowTitle(verb);
    setText(question);
    setInformativeText(consequence);

    QPushButton *yes = addButton(verb, QMessageBox::DestructiveRole);
    setAccessibleIdentity(yes, "confirm", verb);
    setStyleClass(yes, "danger");
    QPushButton *no = addButton(QMessageBox::Cancel);
    no->setText(tr("Cancel"));
    setAccessibleIdentity(no, "cancel", tr("Cancel"));
    setDefaultButton(no);
    setEscapeButton(no);
    no->setFocus();
    connect(yes, &QPushButton::clicked, this, &Confirmation::confirmed);
    connect(this, &QDialog::finished, this, [this, yes] {
        if (clickedButton() != yes)
            emit declined();
    });
}

/// The active window may be another one, such as *Manage connections*: the keyboard must not stay
/// there.
void Confirmation::showEvent(QShowEvent *event)
{
    QMessageBox::showEvent(event);
    activateWindow();
}

} // namespace roomkeeper::ui
