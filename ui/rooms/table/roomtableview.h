#pragma once

#include <QStringList>
#include <QTableView>

namespace roomkeeper::ui {

class RoomTableModel;
class Settings;

/// The room table: all rows have one height, column widths follow the font. The context menu of the
/// header shows and hides columns. The settings store hidden columns and the sort order.
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

    /// For the View menu: a checkable action for each column.
    QList<QAction *> columnActions() const { return m_columnActions; }

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
    void createColumnActions();
    void restore();
    void keep();

    RoomTableModel &m_model;
    Settings &m_settings;
    QList<QAction *> m_columnActions;
};

} // namespace roomkeeper::ui
