#include "ui/rooms/table/roomtableview.h"

#include "ui/common/accessibleidentity.h"
#include "ui/common/settings.h"
#include "ui/rooms/table/roomdelegate.h"
#include "ui/rooms/table/roomtablemodel.h"

#include <QAction>
#include <QHeaderView>
#include <QKeyEvent>
#include <QResizeEvent>

#include <algorithm>

namespace roomkeeper::ui {

using namespace Qt::StringLiterals;

namespace {

RoomColumn columnOfSection(int section)
{
    return static_cast<RoomColumn>(section);
}

} // namespace

RoomTableView::RoomTableView(RoomTableModel &model, Settings &settings, QWidget *parent)
    : QTableView(parent)
    , m_model(model)
    , m_settings(settings)
{
    setAccessibleIdentity(this, "roomTable", tr("Rooms"));
    setModel(&model);
    setItemDelegate(new RoomDelegate(this));
    setSelectionBehavior(SelectRows);
    setSelectionMode(ExtendedSelection);
    setAlternatingRowColors(true);
    setShowGrid(false);
    setWordWrap(false);
    setCornerButtonEnabled(false);
    setTabKeyNavigation(false);
    setFrameShape(NoFrame);
    setHorizontalScrollMode(ScrollPerPixel);
    setVerticalScrollMode(ScrollPerPixel);
    setEditTriggers(EditKeyPressed | DoubleClicked);

    verticalHeader()->hide();
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    QHeaderView *headings = horizontalHeader();
    headings->setObjectName("roomTableHeadings"_L1);
    headings->setHighlightSections(false);
    headings->setSectionsMovable(true);
    headings->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    headings->setStretchLastSection(true);
    headings->setContextMenuPolicy(Qt::ActionsContextMenu);

    measure();
    createColumnActions();
    restore();
    // Connected after restoring, which would otherwise store the table's initial order.
    connect(headings, &QHeaderView::sortIndicatorChanged, this, &RoomTableView::keep);
    for (const QAction *action : m_columnActions)
        connect(action, &QAction::toggled, this, &RoomTableView::keep);
}

/// Keeps the current room in view when a message makes the table smaller.
void RoomTableView::resizeEvent(QResizeEvent *event)
{
    const QRect row = visualRect(currentIndex());
    const bool wasInView =
        row.isValid() && row.top() >= 0 && row.bottom() < event->oldSize().height();
    QTableView::resizeEvent(event);
    if (wasInView)
        scrollTo(currentIndex());
}

void RoomTableView::measure()
{
    const int height = RoomDelegate::rowHeight(font());
    verticalHeader()->setMinimumSectionSize(height);
    verticalHeader()->setDefaultSectionSize(height);
    for (int column = 0; column < roomColumnCount; ++column)
        setColumnWidth(column, RoomDelegate::columnWidth(column, font()));
}

bool RoomTableView::edit(const QModelIndex &index, EditTrigger trigger, QEvent *event)
{
    const bool goesToName = trigger == EditKeyPressed && index.isValid()
                            && !isEditable(columnOfSection(index.column()));
    const int name = static_cast<int>(RoomColumn::Name);
    return QTableView::edit(goesToName ? index.siblingAtColumn(name) : index, trigger, event);
}

void RoomTableView::createColumnActions()
{
    for (int column = 0; column < roomColumnCount; ++column) {
        auto *action = new QAction(columnMenuText(columnOfSection(column)), this);
        action->setObjectName("showColumn_"_L1 + columnKey(columnOfSection(column)));
        action->setCheckable(true);
        action->setChecked(true);
        // Without IDs, rooms could not be told apart.
        action->setEnabled(columnOfSection(column) != RoomColumn::RoomId);
        connect(action, &QAction::toggled, this,
                [this, column](bool shown) { setColumnHidden(column, !shown); });
        m_columnActions.append(action);
    }
    horizontalHeader()->addActions(m_columnActions);
}

void RoomTableView::restore()
{
    const Settings::RoomColumns kept = m_settings.roomColumns();
    int sortedColumn = static_cast<int>(RoomColumn::ValidFrom);
    for (int column = 0; column < roomColumnCount; ++column) {
        const QString key = columnKey(columnOfSection(column));
        if (columnOfSection(column) != RoomColumn::RoomId && kept.hidden.contains(key))
            m_columnActions.at(column)->setChecked(false);
        if (key == kept.sorted)
            sortedColumn = column;
    }
    horizontalHeader()->setSortIndicator(sortedColumn, kept.isDescending ? Qt::DescendingOrder
                                                                         : Qt::AscendingOrder);
    setSortingEnabled(true); // sorts at once by the indicator
}

void RoomTableView::keep()
{
    Settings::RoomColumns columns{.sorted = columnKey(m_model.sortedColumn()),
                                  .isDescending = m_model.sortOrder() == Qt::DescendingOrder};
    for (int column = 0; column < roomColumnCount; ++column) {
        if (isColumnHidden(column))
            columns.hidden.append(columnKey(columnOfSection(column)));
    }
    m_settings.setRoomColumns(columns);
}

QStringList RoomTableView::selectedRooms() const
{
    QModelIndexList rows = selectionModel()->selectedRows();
    std::ranges::sort(rows, {}, &QModelIndex::row);
    QStringList ids;
    ids.reserve(rows.size());
    for (const QModelIndex &row : rows)
        ids.append(m_model.roomIdAt(row.row()));
    return ids;
}

qsizetype RoomTableView::selectedCount() const
{
    // By ranges: a list of all indexes would be slow for a large selection.
    const QItemSelection selection = selectionModel()->selection();
    qsizetype count = 0;
    for (const QItemSelectionRange &range : selection)
        count += range.height();
    return count;
}

QString RoomTableView::onlySelectedRoom() const
{
    const QItemSelection selection = selectionModel()->selection();
    const bool isOne = selection.size() == 1 && selection.first().height() == 1;
    return isOne ? m_model.roomIdAt(selection.first().top()) : QString();
}

bool RoomTableView::selectRooms(const QStringList &roomIds)
{
    QItemSelection selection;
    QModelIndex uppermost;
    for (const QString &roomId : roomIds) {
        const auto row = m_model.rowOf(roomId);
        if (!row)
            continue;
        const QModelIndex first = m_model.index(*row, 0);
        selection.select(first, first);
        if (!uppermost.isValid() || *row < uppermost.row())
            uppermost = first;
    }
    if (!uppermost.isValid())
        return false;
    selectionModel()->setCurrentIndex(uppermost, QItemSelectionModel::NoUpdate);
    selectionModel()->select(selection,
                             QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
    scrollTo(uppermost);
    return true;
}

void RoomTableView::selectionChanged(const QItemSelection &selected,
                                     const QItemSelection &deselected)
{
    QTableView::selectionChanged(selected, deselected);
    emit selectedRoomsChanged();
}

void RoomTableView::rowsAboutToBeRemoved(const QModelIndex &parent, int start, int end)
{
    // Qt would select a neighbour. That is right for a deleted room, but if the filter hides the
    // selected room, the details of another one would be a surprise.
    const int current = currentIndex().row();
    if (m_model.isFiltering() && current >= start && current <= end)
        selectionModel()->clearCurrentIndex();
    QTableView::rowsAboutToBeRemoved(parent, start, end);
}

void RoomTableView::keyPressEvent(QKeyEvent *event)
{
    // Copies the selected rooms, not the text of one cell.
    if (event->matches(QKeySequence::Copy)) {
        emit copyRequested();
        return;
    }
    QTableView::keyPressEvent(event);
}

void RoomTableView::changeEvent(QEvent *event)
{
    QTableView::changeEvent(event);
    if (event->type() == QEvent::FontChange)
        measure();
}

} // namespace roomkeeper::ui
