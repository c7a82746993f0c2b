#include "ui/outcomes/conflictdialog.h"

#include "ui/common/accessibleidentity.h"
#include "ui/common/buttonrow.h"
#include "ui/common/style/theme.h"
#include "ui/outcomes/draftreport.h"

#include <QButtonGroup>
#include <QGridLayout>
#include <QLabel>
#include <QPushButton>
#include <QRadioButton>
#include <QVBoxLayout>

namespace roomkeeper::ui {

using namespace Qt::StringLiterals;

namespace {

enum Column { Field, Original, Current, Yours, Theirs, Anyway };

/// The objectName of a field's widgets begins with this.
QString fieldKey(admin::OwnField field)
{
    switch (field) {
    case admin::OwnField::ValidFrom:
        return u"validFrom"_s;
    case admin::OwnField::ValidUntil:
        return u"validUntil"_s;
    case admin::OwnField::PstnDialOut:
        return u"pstnDialOut"_s;
    }
    Q_UNREACHABLE();
}

QLabel *cell(const QString &text, const char *role = nullptr)
{
    auto *label = new QLabel(text);
    label->setTextFormat(Qt::PlainText);
    if (role != nullptr)
        setStyleClass(label, role);
    return label;
}

} // namespace

ConflictDialog::ConflictDialog(const admin::RoomConflict &conflict, const QString &room,
                               const TimeDisplay &display, QWidget *parent)
    : QDialog(parent)
{
    setObjectName("conflictDialog"_L1);
    setWindowTitle(tr("Changed by someone else"));
    setAttribute(Qt::WA_DeleteOnClose);

    auto *introduction = cell(tr("Someone else changed room %1 after you began to edit it. Nothing "
                                 "was sent. Choose for each field which value the room gets.")
                                  .arg(room));
    introduction->setObjectName("conflictIntroduction"_L1);
    introduction->setWordWrap(true);

    auto *grid = new QGridLayout;
    grid->setHorizontalSpacing(12); // it has to fit on small screens
    grid->setVerticalSpacing(10);
    grid->addWidget(cell(tr("Original"), "muted"), 0, Original);
    grid->addWidget(cell(tr("Current"), "muted"), 0, Current);
    grid->addWidget(cell(tr("Yours"), "muted"), 0, Yours);
    for (const admin::FieldConflict &each : conflict.fields)
        addField(*grid, each, display); // also those that need no decision

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 18, 16, 16);
    layout->setSpacing(16);
    layout->addWidget(introduction);
    layout->addLayout(grid);
    layout->addStretch();
    layout->addWidget(createButtons());
    m_continue->setDefault(true); // not before it is in the dialog
}

void ConflictDialog::addField(QGridLayout &grid, const admin::FieldConflict &conflict,
                              const TimeDisplay &display)
{
    const int row = grid.rowCount();
    const QString name = fieldText(conflict.field);
    grid.addWidget(cell(name), row, Field);
    grid.addWidget(cell(fieldValueText(conflict.seen, display)), row, Original);
    grid.addWidget(cell(fieldValueText(conflict.present, display)), row, Current);
    if (!conflict.wanted) {
        grid.addWidget(cell(tr("unchanged"), "muted"), row, Yours);
        return;
    }
    grid.addWidget(cell(fieldValueText(*conflict.wanted, display)), row, Yours);

    auto *theirs = new QRadioButton(tr("Use theirs"));
    auto *anyway = new QRadioButton(tr("Apply anyway"));
    theirs->setObjectName(fieldKey(conflict.field) + "Theirs"_L1);
    theirs->setAccessibleName(tr("%1: use theirs").arg(name));
    anyway->setObjectName(fieldKey(conflict.field) + "Anyway"_L1);
    anyway->setAccessibleName(tr("%1: apply anyway").arg(name));
    auto *choice = new QButtonGroup(this);
    choice->addButton(theirs);
    choice->addButton(anyway);
    theirs->setChecked(true);
    grid.addWidget(theirs, row, Theirs);
    grid.addWidget(anyway, row, Anyway);
    m_choices.append({.field = conflict.field, .anyway = anyway});
}

QWidget *ConflictDialog::createButtons()
{
    auto *cancel = new QPushButton(tr("Cancel"));
    setAccessibleIdentity(cancel, "cancelConflict", tr("Cancel"));
    cancel->setToolTip(tr("Sends nothing; your changes are still pending"));
    cancel->setAutoDefault(false);
    m_continue = new QPushButton(tr("Continue"));
    setAccessibleIdentity(m_continue, "decideConflict", tr("Continue"));
    setStyleClass(m_continue, "primary");
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_continue, &QPushButton::clicked, this, &ConflictDialog::decide);

    return buttonRow({cancel, m_continue});
}

void ConflictDialog::decide()
{
    QList<admin::OwnField> anyway;
    for (const Choice &choice : m_choices) {
        if (choice.anyway->isChecked())
            anyway << choice.field;
    }
    accept();
    emit decided(anyway);
}

} // namespace roomkeeper::ui
