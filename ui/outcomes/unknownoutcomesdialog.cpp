#include "ui/outcomes/unknownoutcomesdialog.h"

#include "base/quotable.h"
#include "ui/common/accessibleidentity.h"
#include "ui/common/screenfit.h"
#include "ui/common/style/theme.h"
#include "ui/outcomes/unknowntext.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QTableWidget>
#include <QVBoxLayout>

#include <utility>

namespace roomkeeper::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr QSize firstSize(760, 290);
constexpr int idRole = Qt::UserRole;
enum Column { What, Room, Asked, columnCount };

} // namespace

UnknownOutcomesDialog::UnknownOutcomesDialog(admin::UnknownOutcomes &unknown,
                                             const admin::RoomStore &rooms,
                                             const TimeDisplay &display, QWidget *parent)
    : QDialog(parent)
    , m_unknown(unknown)
    , m_rooms(rooms)
    , m_display(display)
    , m_table(new QTableWidget(0, columnCount))
{
    setObjectName("unknownOutcomesDialog"_L1);
    setWindowTitle(tr("Unknown outcomes"));
    setAttribute(Qt::WA_DeleteOnClose);
    resizeToFit(*this, firstSize);

    auto *introduction =
        new QLabel(tr("The service did not confirm these changes: each may or may not have been "
                      "made. Check reads the current state from the service and changes nothing."));
    introduction->setWordWrap(true);
    setStyleClass(introduction, "muted");
    setAccessibleIdentity(m_table, "unknownOutcomesTable", tr("Unknown outcomes"));
    m_table->setHorizontalHeaderLabels({tr("Change"), tr("Room"), tr("Requested")});
    m_table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setTabKeyNavigation(false);
    m_table->setShowGrid(false);
    m_table->verticalHeader()->hide();
    QHeaderView *header = m_table->horizontalHeader();
    header->setHighlightSections(false);
    header->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    header->setSectionResizeMode(What, QHeaderView::Stretch);
    header->setSectionResizeMode(Room, QHeaderView::ResizeToContents);
    header->setSectionResizeMode(Asked, QHeaderView::ResizeToContents);

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(20, 18, 20, 16);
    layout->setSpacing(12);
    layout->addWidget(introduction);
    layout->addWidget(m_table, 1);
    layout->addWidget(makeButtons());
    m_check->setDefault(true); // not before it is in the dialog

    connect(m_table, &QTableWidget::itemSelectionChanged, this,
            &UnknownOutcomesDialog::updateControls);
    connect(&unknown, &admin::UnknownOutcomes::changed, this, &UnknownOutcomesDialog::fill);
    connect(&display, &TimeDisplay::changed, this, &UnknownOutcomesDialog::fill);
    fill();
    m_table->selectAll();
    m_table->setFocus();
}

QWidget *UnknownOutcomesDialog::makeButtons()
{
    m_dismiss = new QPushButton(tr("Dismiss"));
    setAccessibleIdentity(m_dismiss, "dismissUnknown", tr("Dismiss"));
    auto *close = new QPushButton(tr("Close"));
    setAccessibleIdentity(close, "closeUnknown", tr("Close"));
    m_check = new QPushButton(tr("Check"));
    setAccessibleIdentity(m_check, "checkUnknown", tr("Check"));
    setStyleClass(m_check, "primary");
    m_dismiss->setAutoDefault(false);
    close->setAutoDefault(false);
    m_dismiss->setToolTip(tr("Removes the selected changes from this list without checking them"));
    m_check->setToolTip(tr("Reads from the service whether the selected changes were made"));
    connect(m_dismiss, &QPushButton::clicked, this, [this] {
        const QList<int> ids = chosen();
        for (const int id : ids)
            m_unknown.dismiss(id);
    });
    connect(close, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_check, &QPushButton::clicked, this, [this] {
        const QList<int> ids = chosen();
        accept();
        emit checkRequested(ids);
    });

    auto *buttons = new QWidget;
    auto *layout = new QHBoxLayout(buttons);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    layout->addWidget(m_dismiss);
    layout->addStretch();
    layout->addWidget(close);
    layout->addWidget(m_check);
    return buttons;
}

void UnknownOutcomesDialog::fill()
{
    const QList<int> selected = chosen();
    const QList<admin::UnknownOutcome> &all = m_unknown.all();
    if (all.isEmpty() && isVisible()) {
        accept();
        return;
    }
    m_table->setRowCount(0);
    m_table->setRowCount(static_cast<int>(all.size()));
    m_table->clearSelection();
    m_table->setSelectionMode(QAbstractItemView::MultiSelection);
    for (int row = 0; row < m_table->rowCount(); ++row) {
        const admin::UnknownOutcome &outcome = all.at(row);
        QString room = outcome.roomId.isEmpty() ? tr("unknown") : outcome.roomId;
        if (const QString given = m_rooms.annotation(outcome.roomId).name; !given.isEmpty())
            room = tr("%1 “%2”").arg(room, quotable(given));
        QString asked = secondText(outcome.askedAt, m_display);
        if (m_unknown.isChecking(outcome.id))
            asked = tr("%1, checking…").arg(asked);
        const QStringList cells{askedText(outcome, m_display), room, asked};
        for (int column = 0; column < columnCount; ++column) {
            auto *item = new QTableWidgetItem(cells.at(column));
            item->setToolTip(cells.at(column));
            m_table->setItem(row, column, item);
        }
        m_table->item(row, What)->setData(idRole, outcome.id);
        if (selected.contains(outcome.id))
            m_table->selectRow(row);
    }
    m_table->setSelectionMode(QAbstractItemView::ExtendedSelection);
    updateControls();
}

void UnknownOutcomesDialog::updateControls()
{
    const bool isAnyChosen = !chosen().isEmpty();
    m_check->setEnabled(isAnyChosen);
    m_dismiss->setEnabled(isAnyChosen);
}

QList<int> UnknownOutcomesDialog::chosen() const
{
    QList<int> ids;
    const QModelIndexList rows = m_table->selectionModel()->selectedRows(What);
    for (const QModelIndex &row : rows)
        ids.append(row.data(idRole).toInt());
    return ids;
}

} // namespace roomkeeper::ui
