#include "ui/rooms/table/roomtableview.h"

#include "ui/common/accessibleidentity.h"
#include "ui/common/tablecolumns.h"
#include "ui/rooms/table/roomdelegate.h"
#include "ui/rooms/table/roomtablemodel.h"

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

/// The part of the left-over space that a column gets: names and tags can be long.
int shareOf(RoomColumn column)
{
    switch (column) {
    case RoomColumn::Name:
        return 3;
    case RoomColumn::RoomId:
    case RoomColumn::Tags:
        return 1;
    default:
        return 0;
    }
}

QList<TableColumns::Column> tableColumns()
{
    QList<TableColumns::Column> columns;
    for (int each = 0; each < roomColumnCount; ++each) {
        const RoomColumn column = columnOfSection(each);
        columns.append({.key = columnKey(column),
                        .menuText = columnMenuText(column),
                        .share = shareOf(column),
                        // Without IDs, rooms could not be told apart.
                        .canHide = column != RoomColumn::RoomId});
    }
    return columns;
}

} // namespace

RoomTableView::RoomTableView(RoomTableModel &model, Settings &settings, QWidget *parent)
    : QTableView(parent)
    , m_model(model)
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
    headings->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    m_columns = new TableColumns(*headings, u"rooms"_s, tableColumns(), settings,
                                 static_cast<int>(RoomColumn::ValidFrom));
    measure();
    setSortingEnabled(true);
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
    QList<int> widths;
    for (int column = 0; column < roomColumnCount; ++column)
        widths.append(RoomDelegate::columnWidth(column, font()));
    m_columns->setUsualWidths(widths);
}

bool RoomTableView::edit(const QModelIndex &index, EditTrigger trigger, QEvent *event)
{
    const bool goesToName = trigger == EditKeyPressed && index.isValid()
                            && !isEditable(columnOfSection(index.column()));
    const int name = static_cast<int>(RoomColumn::Name);
    return QTableView::edit(goesToName ? index.siblingAtColumn(name) : index, trigger, event);
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
