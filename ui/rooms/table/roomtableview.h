#pragma once

#include <QStringList>
#include <QTableView>

namespace roomkeeper::ui {

class RoomTableModel;
class Settings;
class TableColumns;

/// The room table: all rows have one height, column widths follow the font. The settings store how
/// its columns are arranged.
class RoomTableView : public QTableView
{
    Q_OBJECT

public:
    /// Both outlive this.
    RoomTableView(RoomTableModel &model, Settings &settings, QWidget *parent = nullptr);
    Q_DISABLE_COPY_MOVE(RoomTableView)

    /// IDs of the selected rooms, from top to bottom.
    QStringList selectedRooms() const;
    qsizetype selectedCount() const;
    /// The ID of the selected room, empty if none or several are selected.
    QString onlySelectedRoom() const;
    /// Selects only these rooms and scrolls to the uppermost. Returns false if none is shown.
    bool selectRooms(const QStringList &roomIds);

    TableColumns &columns() { return *m_columns; }

signals:
    void selectedRoomsChanged();
    /// Ctrl+C copies the full IDs of the selected rooms.
    void copyRequested();

protected:
    /// F2 edits the current cell if it can be edited, otherwise the name.
    bool edit(const QModelIndex &index, EditTrigger trigger, QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void selectionChanged(const QItemSelection &selected,
                          const QItemSelection &deselected) override;
    void rowsAboutToBeRemoved(const QModelIndex &parent, int start, int end) override;
    void keyPressEvent(QKeyEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void measure();

    RoomTableModel &m_model;
    TableColumns *m_columns;
};

} // namespace roomkeeper::ui
