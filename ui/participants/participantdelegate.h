#pragma once

#include <QStyledItemDelegate>

namespace roomkeeper::ui {

class ParticipantTableModel;

/// Paints and edits the cells of the participant table. Pending changes are shown by a symbol and
/// text in the column Change, the row also by its colour, and participants to be removed are struck
/// out. A role is selected in a combo box whose list opens at once.
class ParticipantDelegate : public QStyledItemDelegate
{
    Q_OBJECT

public:
    /// `model` must outlive this.
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
    /// The width of the widest role that can be assigned, with its frame.
    int roleWidth(const QFont &font) const;
    /// The width of a typical text of the column Change; narrow if nothing is pending.
    static int changeWidth(const QFont &font, bool isPending);

protected:
    void initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const override;

private:
    QWidget *createRoleEditor(QWidget *parent, const QModelIndex &index) const;

    const ParticipantTableModel &m_model;
};

} // namespace roomkeeper::ui
