#include "ui/participants/participanttableview.h"

#include "ui/common/accessibleidentity.h"
#include "ui/common/tablecolumns.h"
#include "ui/participants/participantdelegate.h"
#include "ui/participants/participanttablemodel.h"

#include <QHeaderView>
#include <QKeyEvent>
#include <QMouseEvent>

#include <algorithm>

namespace roomkeeper::ui {

using namespace Qt::StringLiterals;

ParticipantTableView::ParticipantTableView(ParticipantTableModel &model, Settings &settings,
                                           QWidget *parent)
    : QTableView(parent)
    , m_model(model)
    , m_delegate(new ParticipantDelegate(model, this))
{
    setAccessibleIdentity(this, "participantTable", tr("Participants"));
    setModel(&model);
    setItemDelegate(m_delegate);
    setSelectionBehavior(SelectRows);
    setSelectionMode(ExtendedSelection);
    setAlternatingRowColors(true);
    setShowGrid(false);
    setWordWrap(false);
    setTabKeyNavigation(false);
    setCornerButtonEnabled(false);
    setEditTriggers(NoEditTriggers); // handled below
    setVerticalScrollMode(ScrollPerPixel);
    setHorizontalScrollMode(ScrollPerPixel);
    setContextMenuPolicy(Qt::ActionsContextMenu);

    verticalHeader()->hide();
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    QHeaderView *headings = horizontalHeader();
    headings->setObjectName("participantTableHeadings"_L1);
    headings->setHighlightSections(false);
    headings->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    headings->setMinimumSectionSize(fontMetrics().averageCharWidth() * 6);
    headings->setSortIndicatorClearable(true);
    // At first in the service's order.
    m_columns = new TableColumns(
        *headings, u"participants"_s,
        {{.key = u"name"_s, .menuText = tr("&Name"), .share = 1},
         {.key = u"identifier"_s, .menuText = tr("&Identifier"), .share = 1, .canHide = false},
         {.key = u"role"_s, .menuText = tr("&Role")},
         {.key = u"change"_s, .menuText = tr("&Change")}},
        settings);
    setSortingEnabled(true);
    connect(this, &QTableView::doubleClicked, this, [this](const QModelIndex &index) {
        if (index.column() == ParticipantTableModel::Name)
            edit(index);
    });
    measure();
}

QSize ParticipantTableView::sizeHint() const
{
    constexpr int rows = 3;
    const int height = horizontalHeader()->sizeHint().height()
                       + rows * verticalHeader()->defaultSectionSize() + 2 * frameWidth();
    return {QTableView::sizeHint().width(), height};
}

void ParticipantTableView::measure()
{
    const int height = ParticipantDelegate::rowHeight(font());
    verticalHeader()->setMinimumSectionSize(height);
    verticalHeader()->setDefaultSectionSize(height);
    const int role = m_delegate->roleWidth(font());
    // If there is not enough space, the text of a change is shown in the tooltip instead of hiding
    // columns.
    const int most = std::max(viewport()->width() / 3, 0);
    const int narrow = ParticipantDelegate::changeWidth(font(), false);
    const int change = m_isPending ? std::clamp(ParticipantDelegate::changeWidth(font(), true),
                                                narrow, std::max(narrow, most))
                                   : narrow;
    const int text = fontMetrics().averageCharWidth() * 8;
    m_columns->setUsualWidths({text, text, role, change});
}

void ParticipantTableView::setPending(bool isPending)
{
    if (isPending == m_isPending)
        return;
    m_isPending = isPending;
    measure();
}

void ParticipantTableView::showAdded()
{
    if (horizontalHeader()->sortIndicatorSection() < 0)
        scrollToBottom();
}

QStringList ParticipantTableView::selectedIdentifiers() const
{
    QModelIndexList rows = selectionModel()->selectedRows();
    std::ranges::sort(rows, {}, &QModelIndex::row);
    QStringList identifiers;
    identifiers.reserve(rows.size());
    for (const QModelIndex &row : rows)
        identifiers.append(m_model.entryAt(row.row()).rawId);
    return identifiers;
}

qsizetype ParticipantTableView::selectedCount() const
{
    // By ranges: a list of all indexes would be created at each change of a large selection.
    const QItemSelection selection = selectionModel()->selection();
    qsizetype count = 0;
    for (const QItemSelectionRange &range : selection)
        count += range.height();
    return count;
}

void ParticipantTableView::editCurrent(bool isRoleWanted)
{
    const QModelIndex current = currentIndex();
    if (!current.isValid() || state() == EditingState)
        return;
    const bool isName = current.column() == ParticipantTableModel::Name && !isRoleWanted;
    const QModelIndex cell =
        current.siblingAtColumn(isName ? ParticipantTableModel::Name : ParticipantTableModel::Role);
    if (!m_model.flags(cell).testFlag(Qt::ItemIsEditable))
        return;
    selectionModel()->setCurrentIndex(cell, QItemSelectionModel::NoUpdate);
    edit(cell);
}

void ParticipantTableView::keyPressEvent(QKeyEvent *event)
{
    if (event->matches(QKeySequence::Copy)) {
        emit copyRequested();
        return;
    }
    switch (event->key()) {
    case Qt::Key_F2: // the name if it is the current cell, else the role
        editCurrent(false);
        return;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        editCurrent(true);
        return;
    case Qt::Key_Delete:
        emit removeRequested();
        return;
    default:
        QTableView::keyPressEvent(event);
    }
}

void ParticipantTableView::mouseReleaseEvent(QMouseEvent *event)
{
    const QModelIndex pressed = currentIndex();
    QTableView::mouseReleaseEvent(event);
    // One click on a role opens it; with Ctrl or Shift the user is selecting rows.
    const QModelIndex released = indexAt(event->position().toPoint());
    const bool isPlain = event->button() == Qt::LeftButton && event->modifiers() == Qt::NoModifier;
    if (isPlain && released.isValid() && released == pressed
        && released.column() == ParticipantTableModel::Role && selectedCount() == 1)
        editCurrent(true);
}

void ParticipantTableView::resizeEvent(QResizeEvent *event)
{
    QTableView::resizeEvent(event);
    measure();
}

void ParticipantTableView::changeEvent(QEvent *event)
{
    QTableView::changeEvent(event);
    if (event->type() == QEvent::FontChange)
        measure();
}

void ParticipantTableView::selectionChanged(const QItemSelection &selected,
                                            const QItemSelection &deselected)
{
    QTableView::selectionChanged(selected, deselected);
    emit selectedPeopleChanged();
}

} // namespace roomkeeper::ui
