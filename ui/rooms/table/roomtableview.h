#pragma once

#include <QStringList>
#include <QTableView>

namespace roomkeeper::ui {

class RoomTableModel;
class Settings;

/// The room table: rows of one height, columns by the font. A right click on the headings shows
/// and hides columns; that and the order are kept in the settings.
class RoomTableView : public QTableView
{
    Q_OBJECT

public:
    /// Both outlive this.
    RoomTableView(RoomTableModel &model, Settings &settings, QWidget *parent = nullptr);
    Q_DISABLE_COPY_MOVE(RoomTableView)

    /// Ids of the selected rooms, from the top.
    QStringList selectedRooms() const;
    qsizetype selectedCount() const;
    /// The selected room where it is the only one, else empty.
    QString onlySelectedRoom() const;
    /// Selects this room alone and scrolls to it. False where it is not shown.
    bool selectRoom(const QString &roomId);

    /// For the View menu: a checkable action for each column.
    QList<QAction *> columnActions() const { return m_columnActions; }

signals:
    void selectedRoomsChanged();
    /// Ctrl+C: the ids, whole, of the selected rooms.
    void copyRequested();

protected:
    /// F2 on a row changes the name, unless the current cell can be changed itself.
    bool edit(const QModelIndex &index, EditTrigger trigger, QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void selectionChanged(const QItemSelection &selected,
                          const QItemSelection &deselected) override;
    void rowsAboutToBeRemoved(const QModelIndex &parent, int start, int end) override;
    void keyPressEvent(QKeyEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void measure();
    void makeColumnActions();
    void restore();
    void keep();

    RoomTableModel &m_model;
    Settings &m_settings;
    QList<QAction *> m_columnActions;
};

} // namespace roomkeeper::ui
