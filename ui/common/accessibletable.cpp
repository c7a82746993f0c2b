#include "ui/common/accessibletable.h"

#include <QAccessible>
#include <QAccessibleWidget>
#include <QApplication>
#include <QHash>
#include <QHeaderView>
#include <QPersistentModelIndex>
#include <QPointer>
#include <QTableView>

#include <algorithm>
#include <utility>

namespace roomkeeper::ui {

using namespace Qt::StringLiterals;

namespace {

QRect onScreen(const QWidget &widget, const QRect &rect)
{
    return rect.isEmpty() || !widget.isVisible()
               ? QRect()
               : QRect(widget.mapToGlobal(rect.topLeft()), rect.size());
}

/// Null also while it is being destroyed, when tools may still ask.
QTableView *tableView(QObject *object)
{
    return qobject_cast<QTableView *>(object);
}

/// A child of a table that is no widget. Invalid once the table or what it shows is gone; a tool
/// may still hold it then.
class Part : public QAccessibleInterface, public QAccessibleTableCellInterface
{
public:
    explicit Part(QTableView &view)
        : m_view(&view)
    {
    }

    QObject *object() const override { return nullptr; }
    QAccessibleInterface *parent() const override
    {
        return view() != nullptr ? QAccessible::queryAccessibleInterface(view()) : nullptr;
    }
    QAccessibleInterface *child(int) const override { return nullptr; }
    QAccessibleInterface *childAt(int, int) const override { return nullptr; }
    int childCount() const override { return 0; }
    int indexOfChild(const QAccessibleInterface *) const override { return -1; }
    void setText(QAccessible::Text, const QString &) override { }
    QAccessibleInterface *table() const override { return parent(); }
    int columnExtent() const override { return 1; }
    int rowExtent() const override { return 1; }
    QList<QAccessibleInterface *> rowHeaderCells() const override { return {}; }
    QList<QAccessibleInterface *> columnHeaderCells() const override { return {}; }
    bool isSelected() const override { return false; }
    void *interface_cast(QAccessible::InterfaceType type) override
    {
        return type == QAccessible::TableCellInterface
                   ? static_cast<QAccessibleTableCellInterface *>(this)
                   : nullptr;
    }

protected:
    QTableView *view() const { return tableView(m_view); }
    QAbstractItemModel *model() const { return view() != nullptr ? view()->model() : nullptr; }

private:
    QPointer<QObject> m_view;
};

/// The heading of a column or of a row, or the corner between them.
class Heading final : public Part
{
public:
    Heading(QTableView &view, Qt::Orientation orientation, int section)
        : Part(view)
        , m_orientation(orientation)
        , m_section(section)
    {
    }

    bool isValid() const override
    {
        if (model() == nullptr)
            return false;
        return m_section < (isColumn() ? model()->columnCount() : model()->rowCount());
    }
    bool isCorner() const { return m_section < 0; }
    bool isColumn() const { return m_orientation == Qt::Horizontal; }
    int section() const { return m_section; }

    QAccessible::Role role() const override
    {
        if (isCorner())
            return QAccessible::Pane;
        return isColumn() ? QAccessible::ColumnHeader : QAccessible::RowHeader;
    }
    QString text(QAccessible::Text kind) const override
    {
        if (!isValid() || isCorner())
            return {};
        if (kind == QAccessible::Description)
            return model()
                ->headerData(m_section, m_orientation, Qt::AccessibleDescriptionRole)
                .toString();
        return kind == QAccessible::Name
                   ? model()->headerData(m_section, m_orientation, Qt::DisplayRole).toString()
                   : QString();
    }
    QRect rect() const override
    {
        const QHeaderView *shown = header();
        if (!isValid() || isCorner() || shown == nullptr || shown->isSectionHidden(m_section))
            return {};
        const int position = shown->sectionViewportPosition(m_section);
        const int size = shown->sectionSize(m_section);
        return onScreen(*shown->viewport(),
                        isColumn() ? QRect(position, 0, size, shown->viewport()->height())
                                   : QRect(0, position, shown->viewport()->width(), size));
    }
    QAccessible::State state() const override
    {
        QAccessible::State state;
        state.invisible = rect().isEmpty();
        return state;
    }
    int columnIndex() const override { return isColumn() ? m_section : -1; }
    int rowIndex() const override { return isColumn() ? -1 : m_section; }

private:
    QHeaderView *header() const
    {
        if (view() == nullptr)
            return nullptr;
        return isColumn() ? view()->horizontalHeader() : view()->verticalHeader();
    }

    const Qt::Orientation m_orientation;
    const int m_section; ///< -1: the corner
};

/// A cell: it stays with its row, wherever that moves.
class Cell final : public Part, public QAccessibleActionInterface
{
public:
    Cell(QTableView &view, const QModelIndex &index)
        : Part(view)
        , m_index(index)
    {
    }

    bool isValid() const override
    {
        return model() != nullptr && m_index.isValid() && m_index.model() == model();
    }
    const QPersistentModelIndex &index() const { return m_index; }

    QAccessible::Role role() const override { return QAccessible::Cell; }
    QString text(QAccessible::Text kind) const override
    {
        if (!isValid())
            return {};
        if (kind == QAccessible::Description)
            return m_index.data(Qt::AccessibleDescriptionRole).toString();
        if (kind != QAccessible::Name)
            return {};
        const QString name = m_index.data(Qt::AccessibleTextRole).toString();
        return name.isEmpty() ? m_index.data(Qt::DisplayRole).toString() : name;
    }
    QRect rect() const override
    {
        if (!isValid())
            return {};
        const QWidget &viewport = *view()->viewport();
        return onScreen(viewport, view()->visualRect(m_index));
    }
    QAccessible::State state() const override
    {
        QAccessible::State state;
        if (!isValid()) {
            state.invalid = true;
            return state;
        }
        const QRect shown = onScreen(*view()->viewport(), view()->viewport()->rect());
        state.invisible = !shown.intersects(rect());
        state.selected = isSelected();
        state.focused = view()->currentIndex() == m_index && view()->hasFocus();
        const Qt::ItemFlags flags = m_index.flags();
        if (flags.testFlag(Qt::ItemIsSelectable)) {
            state.selectable = true;
            state.focusable = true;
            state.multiSelectable = view()->selectionMode() == QAbstractItemView::MultiSelection;
            state.extSelectable = view()->selectionMode() == QAbstractItemView::ExtendedSelection;
        }
        state.disabled = !flags.testFlag(Qt::ItemIsEnabled);
        if (m_index.data(Qt::CheckStateRole).isValid()) {
            state.checkable = true;
            state.checked = m_index.data(Qt::CheckStateRole).toInt() == Qt::Checked;
        }
        return state;
    }
    void *interface_cast(QAccessible::InterfaceType type) override
    {
        return type == QAccessible::ActionInterface
                   ? static_cast<QAccessibleActionInterface *>(this)
                   : Part::interface_cast(type);
    }

    bool isSelected() const override
    {
        return isValid() && view()->selectionModel()->isSelected(m_index);
    }
    int columnIndex() const override { return isValid() ? m_index.column() : -1; }
    int rowIndex() const override { return isValid() ? m_index.row() : -1; }
    QList<QAccessibleInterface *> columnHeaderCells() const override
    {
        QAccessibleInterface *table = parent();
        if (!isValid() || table == nullptr)
            return {};
        return {table->child(m_index.column() + 1)};
    }

    QStringList actionNames() const override { return {toggleAction()}; }
    void doAction(const QString &name) override
    {
        if (isValid() && name == toggleAction())
            view()->selectionModel()->select(m_index, QItemSelectionModel::Toggle | behaviour());
    }
    QStringList keyBindingsForAction(const QString &) const override { return {}; }

private:
    QItemSelectionModel::SelectionFlags behaviour() const
    {
        return view()->selectionBehavior() == QAbstractItemView::SelectRows
                   ? QItemSelectionModel::Rows
                   : QItemSelectionModel::NoUpdate;
    }

    const QPersistentModelIndex m_index;
};

/// The children, by their numbers: the corner and the headings of the columns; for each row its
/// heading and its cells; then the viewport. QTableView numbers cells like this in its events, with
/// a row's heading also where it is hidden.
class Table final : public QAccessibleWidget, public QAccessibleTableInterface
{
public:
    explicit Table(QTableView &view)
        : QAccessibleWidget(&view, QAccessible::Table)
    {
    }
    Q_DISABLE_COPY_MOVE(Table)
    ~Table() override
    {
        forgetAll(m_cells);
        forgetAll(m_columns);
        forgetAll(m_rows);
    }

    bool isValid() const override { return view() != nullptr; }

    // --- children

    int childCount() const override { return viewportNumber() + 1; }

    QAccessibleInterface *child(int number) const override
    {
        if (!isValid())
            return nullptr;
        if (number == viewportNumber())
            return QAccessible::queryAccessibleInterface(viewport());
        if (number < 0 || number > viewportNumber())
            return nullptr;
        const int row = number / width() - 1;
        const int column = number % width() - 1;
        if (row < 0)
            return heading(Qt::Horizontal, column);
        return column < 0 ? heading(Qt::Vertical, row) : cellAt(row, column);
    }

    int indexOfChild(const QAccessibleInterface *child) const override
    {
        if (!isValid() || child == nullptr || !child->isValid())
            return -1;
        if (child->object() != nullptr)
            return child->object() == viewport() ? viewportNumber() : -1;
        if (const auto *cell = dynamic_cast<const Cell *>(child); cell != nullptr)
            return (cell->rowIndex() + 1) * width() + cell->columnIndex() + 1;
        if (const auto *each = dynamic_cast<const Heading *>(child); each != nullptr)
            return each->isColumn() ? each->section() + 1 : (each->section() + 1) * width();
        return -1;
    }

    QAccessibleInterface *childAt(int x, int y) const override
    {
        if (!isValid())
            return nullptr;
        const QPoint place = viewport()->mapFromGlobal(QPoint(x, y));
        const QModelIndex index = view()->indexAt(place);
        if (index.isValid())
            return cell(index);
        const bool isInside = viewport()->rect().contains(place);
        return isInside ? QAccessible::queryAccessibleInterface(viewport()) : nullptr;
    }

    QAccessibleInterface *focusChild() const override
    {
        if (!isValid())
            return nullptr;
        QWidget *focus = QApplication::focusWidget();
        if (focus != nullptr && viewport()->isAncestorOf(focus))
            return QAccessible::queryAccessibleInterface(focus); // a cell is being edited
        const QModelIndex current = view()->currentIndex();
        return current.isValid() ? cell(current) : nullptr;
    }

    void *interface_cast(QAccessible::InterfaceType type) override
    {
        return type == QAccessible::TableInterface ? static_cast<QAccessibleTableInterface *>(this)
                                                   : QAccessibleWidget::interface_cast(type);
    }

    // --- table

    QAccessibleInterface *caption() const override { return nullptr; }
    QAccessibleInterface *summary() const override { return nullptr; }
    int columnCount() const override { return model() == nullptr ? 0 : model()->columnCount(); }
    int rowCount() const override { return model() == nullptr ? 0 : model()->rowCount(); }

    QAccessibleInterface *cellAt(int row, int column) const override
    {
        const QModelIndex index = model() == nullptr ? QModelIndex() : model()->index(row, column);
        return index.isValid() ? cell(index) : nullptr;
    }
    QString columnDescription(int column) const override
    {
        return model() == nullptr ? QString()
                                  : model()->headerData(column, Qt::Horizontal).toString();
    }
    QString rowDescription(int) const override { return {}; }

    int selectedCellCount() const override
    {
        int count = 0;
        for (const QItemSelectionRange &range : selection())
            count += range.width() * range.height();
        return count;
    }
    int selectedColumnCount() const override { return static_cast<int>(selectedColumns().size()); }
    int selectedRowCount() const override { return static_cast<int>(selectedRows().size()); }
    QList<QAccessibleInterface *> selectedCells() const override
    {
        QList<QAccessibleInterface *> cells;
        for (const QModelIndex &index : selection().indexes())
            cells.append(cell(index));
        return cells;
    }
    QList<int> selectedColumns() const override
    {
        QList<int> columns;
        for (int column = 0; column < columnCount(); ++column) {
            if (isColumnSelected(column))
                columns.append(column);
        }
        return columns;
    }
    QList<int> selectedRows() const override
    {
        QList<int> rows;
        for (const QItemSelectionRange &range : selection()) {
            for (int row = range.top(); row <= range.bottom(); ++row) {
                if (isRowSelected(row) && !rows.contains(row))
                    rows.append(row);
            }
        }
        return rows;
    }
    bool isColumnSelected(int column) const override
    {
        return model() != nullptr && rowCount() > 0
               && view()->selectionModel()->isColumnSelected(column);
    }
    bool isRowSelected(int row) const override
    {
        return model() != nullptr && view()->selectionModel()->isRowSelected(row);
    }
    bool selectRow(int row) override
    {
        return choose(row, 0, QItemSelectionModel::Select | QItemSelectionModel::Rows);
    }
    bool unselectRow(int row) override
    {
        return choose(row, 0, QItemSelectionModel::Deselect | QItemSelectionModel::Rows);
    }
    bool selectColumn(int column) override
    {
        return isValid() && view()->selectionBehavior() != QAbstractItemView::SelectRows
               && choose(0, column, QItemSelectionModel::Select | QItemSelectionModel::Columns);
    }
    bool unselectColumn(int column) override
    {
        return choose(0, column, QItemSelectionModel::Deselect | QItemSelectionModel::Columns);
    }

    void modelChange(QAccessibleTableModelChangeEvent *event) override
    {
        if (event->modelChangeType() == QAccessibleTableModelChangeEvent::DataChanged)
            return;
        forgetInvalid(m_cells);
        forgetInvalid(m_columns);
        forgetInvalid(m_rows);
    }

private:
    template <class Key>
    using Known = QHash<Key, QAccessible::Id>;

    QTableView *view() const { return tableView(object()); }
    QAbstractItemModel *model() const { return isValid() ? view()->model() : nullptr; }
    QWidget *viewport() const { return isValid() ? view()->viewport() : nullptr; }
    QItemSelection selection() const
    {
        return model() == nullptr ? QItemSelection() : view()->selectionModel()->selection();
    }
    /// The children of a row: its heading and its cells.
    int width() const { return columnCount() + 1; }
    int viewportNumber() const { return (rowCount() + 1) * width(); }

    bool choose(int row, int column, QItemSelectionModel::SelectionFlags how)
    {
        const QModelIndex index = model() == nullptr ? QModelIndex() : model()->index(row, column);
        if (!index.isValid() || view()->selectionMode() == QAbstractItemView::NoSelection)
            return false;
        if (view()->selectionMode() == QAbstractItemView::SingleSelection
            && how.testFlag(QItemSelectionModel::Select))
            how |= QItemSelectionModel::Clear;
        view()->selectionModel()->select(index, how);
        return true;
    }

    QAccessibleInterface *cell(const QModelIndex &index) const
    {
        return known(m_cells, QPersistentModelIndex(index),
                     [&] { return new Cell(*view(), index); });
    }
    QAccessibleInterface *heading(Qt::Orientation orientation, int section) const
    {
        return known(orientation == Qt::Horizontal ? m_columns : m_rows, section,
                     [&] { return new Heading(*view(), orientation, section); });
    }

    /// One interface for each part, which Qt's cache owns under an ID.
    template <class Key, class Create>
    static QAccessibleInterface *known(Known<Key> &all, const Key &key, Create create)
    {
        if (QAccessibleInterface *part = QAccessible::accessibleInterface(all.value(key)))
            return part;
        QAccessibleInterface *part = create();
        all.insert(key, QAccessible::registerAccessibleInterface(part));
        return part;
    }

    template <class Key>
    static void forgetInvalid(Known<Key> &all)
    {
        for (auto each = all.begin(); each != all.end();) {
            const QAccessibleInterface *part = QAccessible::accessibleInterface(each.value());
            if (part != nullptr && part->isValid()) {
                ++each;
                continue;
            }
            const QAccessible::Id id = each.value();
            each = all.erase(each);
            if (part != nullptr)
                QAccessible::deleteAccessibleInterface(id);
        }
    }

    template <class Key>
    static void forgetAll(Known<Key> &all)
    {
        for (const QAccessible::Id id : std::exchange(all, {}))
            QAccessible::deleteAccessibleInterface(id);
    }

    mutable Known<QPersistentModelIndex> m_cells;
    mutable Known<int> m_columns; ///< -1: the corner
    mutable Known<int> m_rows;
};

/// Qt asks for each class of an object, the most derived one first.
QAccessibleInterface *tableInterface(const QString &className, QObject *object)
{
    if (className != "QTableView"_L1)
        return nullptr;
    auto *view = qobject_cast<QTableView *>(object);
    return view != nullptr ? new Table(*view) : nullptr; // owned by Qt's cache
}

} // namespace

void installAccessibleTables()
{
    QAccessible::installFactory(tableInterface);
}

} // namespace roomkeeper::ui
