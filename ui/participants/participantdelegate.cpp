#include "ui/participants/participantdelegate.h"

#include "ui/common/accessibleidentity.h"
#include "ui/common/style/colours.h"
#include "ui/common/style/icons.h"
#include "ui/common/style/theme.h"
#include "ui/participants/participanttablemodel.h"
#include "ui/participants/rostertext.h"

#include <QAbstractItemView>
#include <QApplication>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPainter>
#include <QTimer>

#include <algorithm>
#include <functional>

namespace roomkeeper::ui {

using namespace Qt::StringLiterals;

namespace {

using Kind = admin::RosterChange::Kind;

constexpr int cellPadding = 8;
constexpr int rowPadding = 7;
constexpr int framePadding = 8;
constexpr int arrowSize = 12;
constexpr int arrowGap = 8; // text widths are rounded; a little more space avoids cutting them off

std::optional<Kind> kindOf(const QModelIndex &index)
{
    const QVariant kind = index.data(ParticipantTableModel::KindRole);
    return kind.isValid() ? std::optional(static_cast<Kind>(kind.toInt())) : std::nullopt;
}

bool isRejected(const QModelIndex &index)
{
    return index.data(ParticipantTableModel::RejectedRole).toBool();
}

/// The text colour of a row with a pending change. The colour of a role change is used for the text
/// in the column Change only.
QColor inkOf(Kind kind, const QModelIndex &index, const QPalette &palette)
{
    const Colours &table = colours(palette);
    const bool isChangeCell = index.column() == ParticipantTableModel::Change;
    if (isRejected(index) && isChangeCell)
        return table.error.text;
    switch (kind) {
    case Kind::Add:
        return table.open.text;
    case Kind::SetRole:
        return isChangeCell ? table.endingSoon.text : table.text;
    case Kind::Remove:
        return table.error.text;
    }
    Q_UNREACHABLE();
}

/// A combo box that reports when its list has closed.
class RoleEditor final : public QComboBox
{
public:
    using QComboBox::QComboBox;

    std::function<void()> onHidden;

    void hidePopup() override
    {
        const bool wasShown = view()->isVisible();
        QComboBox::hidePopup();
        if (wasShown && onHidden)
            onHidden();
    }
};

} // namespace

ParticipantDelegate::ParticipantDelegate(const ParticipantTableModel &model, QObject *parent)
    : QStyledItemDelegate(parent)
    , m_model(model)
{
}

void ParticipantDelegate::initStyleOption(QStyleOptionViewItem *option,
                                          const QModelIndex &index) const
{
    QStyledItemDelegate::initStyleOption(option, index);
    // With wrapping, an ID would break at its dashes and show only its first part.
    option->features &= ~QStyleOptionViewItem::ViewItemFeatures(QStyleOptionViewItem::WrapText);
    if (index.column() == ParticipantTableModel::Identifier) {
        option->font = monospace(option->font);
        // The end of a raw ID is more specific than its beginning.
        option->textElideMode = Qt::ElideLeft;
    }
    const auto kind = kindOf(index);
    if (kind) {
        const QColor ink = inkOf(*kind, index, option->palette);
        option->palette.setColor(QPalette::Text, ink);
        option->palette.setColor(QPalette::HighlightedText, ink);
        if (kind == Kind::Remove && index.column() != ParticipantTableModel::Change)
            option->font.setStrikeOut(true);
    }
    option->fontMetrics = QFontMetrics(option->font);
}

void ParticipantDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                                const QModelIndex &index) const
{
    const bool hasFrame = index.column() == ParticipantTableModel::Role && m_model.isEditable();
    if (!hasFrame) {
        QStyledItemDelegate::paint(painter, option, index);
        return;
    }
    QStyleOptionViewItem cell = option;
    initStyleOption(&cell, index);
    const QString text = cell.text;
    cell.text.clear();
    const QStyle *style = cell.widget ? cell.widget->style() : QApplication::style();
    style->drawControl(QStyle::CE_ItemViewItem, &cell, painter, cell.widget);

    // Looks like the combo box that a click opens.
    const Colours &table = colours(cell.palette);
    QRect frame = option.rect.adjusted(2, 3, -4, -3);
    frame.setWidth(std::min(frame.width(), cell.fontMetrics.horizontalAdvance(text)
                                               + 2 * framePadding + arrowSize + arrowGap));
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(table.border);
    painter->setBrush(table.button);
    painter->drawRoundedRect(QRectF(frame).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4);
    const QRect inner = frame.adjusted(framePadding, 0, -framePadding, 0);
    const QRect words = inner.adjusted(0, 0, -arrowSize - 4, 0);
    painter->setFont(cell.font);
    painter->setPen(cell.palette.color(QPalette::Text));
    painter->drawText(words, Qt::AlignVCenter | Qt::AlignLeft,
                      cell.fontMetrics.elidedText(text, Qt::ElideRight, words.width()));
    const QRect arrow(inner.right() - arrowSize + 1, inner.center().y() - arrowSize / 2 + 1,
                      arrowSize, arrowSize);
    static const QIcon chevron = icon(u"chevron-down"_s);
    chevron.paint(painter, arrow);
    painter->restore();
}

QWidget *ParticipantDelegate::createEditor(QWidget *parent, const QStyleOptionViewItem &option,
                                           const QModelIndex &index) const
{
    if (index.column() == ParticipantTableModel::Role)
        return createRoleEditor(parent, index);
    QWidget *editor = QStyledItemDelegate::createEditor(parent, option, index);
    if (auto *line = qobject_cast<QLineEdit *>(editor)) {
        setAccessibleIdentity(line, "participantName", tr("Name"));
        line->setPlaceholderText(tr("stored only on this computer"));
    }
    return editor;
}

QWidget *ParticipantDelegate::createRoleEditor(QWidget *parent, const QModelIndex &index) const
{
    auto *editor = new RoleEditor(parent);
    editor->setObjectName("participantRole"_L1);
    // The label is a sibling, and would remain when the editor is deleted.
    connect(editor, &QObject::destroyed, buddyName(editor, tr("Role")), &QObject::deleteLater);
    for (const acs::Role &role : m_model.roles())
        editor->addItem(roleText(role), role.name);
    // A role that can't be assigned is offered only if it is the present one.
    const QString current = index.data(Qt::EditRole).toString();
    if (editor->findData(current) < 0)
        editor->addItem(roleText({.name = current}), current);

    auto *self = const_cast<ParticipantDelegate *>(this); // createEditor is const, signals are not
    connect(editor, &QComboBox::activated, self, [self, editor] {
        editor->onHidden = {};
        emit self->commitData(editor);
        emit self->closeEditor(editor);
    });
    // The list was closed without a selection: the cell stays as it was. Later, because a selection
    // is reported after the list has closed.
    editor->onHidden = [self, editor] {
        QTimer::singleShot(0, editor, [self, editor] {
            if (editor->onHidden)
                emit self->closeEditor(editor);
        });
    };
    QTimer::singleShot(0, editor, [editor] { editor->showPopup(); });
    return editor;
}

void ParticipantDelegate::setEditorData(QWidget *editor, const QModelIndex &index) const
{
    if (auto *box = qobject_cast<QComboBox *>(editor))
        box->setCurrentIndex(box->findData(index.data(Qt::EditRole)));
    else
        QStyledItemDelegate::setEditorData(editor, index);
}

void ParticipantDelegate::setModelData(QWidget *editor, QAbstractItemModel *model,
                                       const QModelIndex &index) const
{
    if (const auto *box = qobject_cast<QComboBox *>(editor))
        model->setData(index, box->currentData());
    else
        QStyledItemDelegate::setModelData(editor, model, index);
}

int ParticipantDelegate::rowHeight(const QFont &font)
{
    return QFontMetrics(font).height() + 2 * rowPadding;
}

int ParticipantDelegate::roleWidth(const QFont &font) const
{
    const QFontMetrics metrics(font);
    int widest = 0;
    for (const acs::Role &role : m_model.roles())
        widest = std::max(widest, metrics.horizontalAdvance(roleText(role)));
    return widest + 2 * framePadding + arrowSize + arrowGap + 8;
}

int ParticipantDelegate::changeWidth(const QFont &font, bool isPending)
{
    const QFontMetrics metrics(font);
    if (isPending)
        return metrics.horizontalAdvance(tr("~ role: was Attendee")) + 2 * cellPadding;
    QFont bold = font;
    bold.setWeight(QFont::DemiBold);
    return QFontMetrics(bold).horizontalAdvance(tr("Change")) + 3 * cellPadding;
}

} // namespace roomkeeper::ui
