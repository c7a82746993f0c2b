#pragma once

#include <QStyledItemDelegate>

namespace roomkeeper::ui {

class ParticipantTableModel;

/// Paints and edits the cells of the participant table. What is pending is told by shape and word
/// in the column Change; its row takes the colour too, and who is to be removed is struck out. A
/// role is chosen in a combo box whose list is open at once.
class ParticipantDelegate : public QStyledItemDelegate
{
    Q_OBJECT

public:
    /// `model` outlives this.
    explicit ParticipantDelegate(const ParticipantTableModel &model, QObject *parent = nullptr);
    Q_DISABLE_COPY_MOVE(ParticipantDelegate)

    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override;
    QWidget *createEditor(QWidget *parent, const QStyleOptionViewItem &option,
                          const QModelIndex &index) const override;
    void setEditorData(QWidget *editor, const QModelIndex &index) const override;
    void setModelData(QWidget *editor, QAbstractItemModel *model,
                      const QModelIndex &index) const override;

    static int rowHeight(const QFont &font);
    /// The width that a role takes with its frame, the longest of those that can be given.
    int roleWidth(const QFont &font) const;
    /// The width of a usual text of the column Change; narrow where nothing is pending.
    static int changeWidth(const QFont &font, bool isPending);

protected:
    void initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const override;

private:
    QWidget *createRoleEditor(QWidget *parent, const QModelIndex &index) const;

    const ParticipantTableModel &m_model;
};

} // namespace roomkeeper::ui
