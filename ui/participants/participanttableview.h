#pragma once

#include <QStringList>
#include <QTableView>

namespace roomkeeper::ui {

class ParticipantDelegate;
class ParticipantTableModel;
class Settings;
class TableColumns;

/// The participant table. Rows have one height, and column widths follow the font. A click on a
/// role, Return in a row, or F2 opens the cell; Delete and Ctrl+C emit signals about the selected
/// people.
class ParticipantTableView : public QTableView
{
    Q_OBJECT

public:
    /// Both outlive this.
    ParticipantTableView(ParticipantTableModel &model, Settings &settings,
                         QWidget *parent = nullptr);
    Q_DISABLE_COPY_MOVE(ParticipantTableView)

    /// A few rows: in a small window the buttons below the table stay in view. A layout with
    /// wrapped text does not make a table smaller than this.
    QSize sizeHint() const override;

    /// Raw IDs of the selected people, from the top.
    QStringList selectedIdentifiers() const;
    qsizetype selectedCount() const;

    /// Whether anything is pending: then the column Change is wider.
    void setPending(bool isPending);
    /// Scrolls to the people who were added last.
    void showAdded();

signals:
    void selectedPeopleChanged();
    void removeRequested();
    void copyRequested();

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;
    void selectionChanged(const QItemSelection &selected,
                          const QItemSelection &deselected) override;

private:
    void measure();
    void editCurrent(bool isRoleWanted);

    ParticipantTableModel &m_model;
    ParticipantDelegate *m_delegate;
    TableColumns *m_columns;
    bool m_isPending = false;
};

} // namespace roomkeeper::ui
