#include "ui/rooms/dialogs/openbyiddialog.h"

#include "admin/explain.h"
#include "ui/common/accessibleidentity.h"
#include "ui/common/hintlabel.h"
#include "ui/common/inputguard.h"
#include "ui/common/style/theme.h"

#include <QDialogButtonBox>
#include <QFontMetrics>
#include <QFormLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace roomkeeper::ui {

using namespace Qt::StringLiterals;

OpenByIdDialog::OpenByIdDialog(QWidget *parent)
    : QDialog(parent)
    , m_id(new QLineEdit)
    , m_problem(new HintLabel)
{
    setObjectName("openByIdDialog"_L1);
    setWindowTitle(tr("Open by ID"));
    setAttribute(Qt::WA_DeleteOnClose);

    auto *introduction = new HintLabel;
    introduction->say(
        "muted", tr("Opens any room of this resource, including rooms that are not listed, such "
                    "as ended ones. You can paste several IDs."));
    setAccessibleIdentity(m_id, "openRoomId", tr("Room ID"));
    m_id->setFont(monospace(font()));
    m_id->setPlaceholderText(u"99…"_s);
    setMinimumWidth(QFontMetrics(m_id->font()).horizontalAdvance(QString(60, u'0')));
    m_problem->setObjectName("openProblem"_L1);
    m_problem->setMinimumHeight(2 * fontMetrics().lineSpacing());
    m_problem->setAlignment(Qt::AlignTop | Qt::AlignLeft);

    auto *buttons = new QDialogButtonBox;
    // The first button first: otherwise Qt 6.4 drops the other from the tab order.
    QPushButton *cancel = buttons->addButton(tr("Cancel"), QDialogButtonBox::RejectRole);
    setAccessibleIdentity(cancel, "cancelOpen", tr("Cancel"));
    m_open = buttons->addButton(tr("Open"), QDialogButtonBox::AcceptRole);
    setAccessibleIdentity(m_open, "openRoom", tr("Open"));
    setStyleClass(m_open, "primary");

    auto *form = new QFormLayout;
    form->addRow(tr("Room &ID"), m_id);
    form->addRow({}, m_problem);
    auto *layout = new QVBoxLayout(this);
    layout->setSpacing(12);
    layout->addWidget(introduction);
    layout->addLayout(form);
    layout->addWidget(buttons);
    m_open->setDefault(true); // not before it is in the dialog
    growWithContents(this);
    new InputGuard(this);

    connect(m_id, &QLineEdit::textChanged, this, &OpenByIdDialog::updateControls);
    connect(buttons, &QDialogButtonBox::accepted, this, &OpenByIdDialog::ask);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    updateControls();
}

void OpenByIdDialog::openRooms(const QStringList &roomIds)
{
    m_id->setText(roomIds.join(u' '));
    ask();
}

void OpenByIdDialog::updateControls()
{
    m_input = admin::readRoomIds(m_id->text());
    const QStringList &ids = m_input.ids;
    if (!m_input.problem.isEmpty())
        m_problem->say("error", m_input.problem);
    else if (ids.size() > 1)
        m_problem->say("muted", tr("Opens %Ln room(s).", nullptr, static_cast<int>(ids.size())));
    else if (ids.size() == 1 && ids.first() != m_id->text().trimmed())
        m_problem->say("muted", tr("Opens room %1.").arg(ids.first()));
    else
        m_problem->say("muted", {});
    m_open->setEnabled(!ids.isEmpty() && !m_isReading);
}

void OpenByIdDialog::ask()
{
    m_isReading = true;
    m_id->setReadOnly(true);
    m_open->setText(tr("Opening…"));
    updateControls();
    emit openRequested(m_input.ids);
}

void OpenByIdDialog::showError(const Error &error)
{
    m_isReading = false;
    m_id->setReadOnly(false);
    m_open->setText(tr("Open"));
    updateControls();
    if (error.kind == ErrorKind::NotFound) {
        QStringList sentences{tr("This resource has no room with this ID. The room may have been "
                                 "deleted, or it may belong to another resource.")};
        for (const QString &id : std::as_const(m_input.ids)) {
            if (const QString rounded = admin::roundedIdText(id); !rounded.isEmpty()) {
                sentences << rounded;
                break;
            }
        }
        m_problem->say("error", sentences.join(u' '));
    } else {
        m_problem->say("error", admin::explain(error).text());
    }
    adjustSize(); // the text may need more lines now
    m_id->setFocus();
    m_id->selectAll();
}

} // namespace roomkeeper::ui
