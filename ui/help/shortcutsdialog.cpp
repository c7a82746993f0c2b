#include "ui/help/shortcutsdialog.h"

#include "ui/common/accessibleidentity.h"
#include "ui/common/confirmation.h"
#include "ui/common/hintlabel.h"
#include "ui/common/keyuse.h"
#include "ui/common/screenfit.h"
#include "ui/common/shortcuts.h"
#include "ui/help/chordedit.h"

#include <QAction>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QScrollBar>
#include <QTableWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace roomkeeper::ui {

using namespace Qt::StringLiterals;

namespace {

enum Column { ActionColumn, KeysColumn, ColumnCount };

constexpr int keysWidth = 180; // of its column

/// As the menu has it, without mnemonic and ellipsis.
QString nameOf(const QAction &action)
{
    QString text = action.iconText();
    text.remove(u'…');
    return text;
}

/// "Ctrl+Shift+Z, Ctrl+Y"
QString keysText(const QAction &action)
{
    QStringList keys;
    const QList<QKeySequence> shortcuts = action.shortcuts();
    for (const QKeySequence &shortcut : shortcuts)
        keys << shortcut.toString(QKeySequence::NativeText);
    return keys.join(u", "_s);
}

QPushButton *createButton(const char *objectName, const QString &text)
{
    auto *button = new QPushButton(text);
    QString name = text;
    setAccessibleIdentity(button, objectName, name.remove(u'&').remove(u'…'));
    button->setAutoDefault(false);
    return button;
}

} // namespace

ShortcutsDialog::ShortcutsDialog(Shortcuts &shortcuts, QWidget *parent)
    : QDialog(parent)
    , m_shortcuts(shortcuts)
    , m_table(new QTableWidget(0, ColumnCount))
    , m_edit(new ChordEdit)
    , m_hint(new HintLabel)
    , m_remove(createButton("removeKeys", tr("Re&move keys")))
    , m_reset(createButton("resetKeys", tr("&Reset")))
    , m_resetAll(createButton("resetAllKeys", tr("Reset &all…")))
{
    setObjectName("shortcutsDialog"_L1);
    setWindowTitle(tr("Keyboard shortcuts"));
    setAttribute(Qt::WA_DeleteOnClose);

    auto *layout = new QVBoxLayout(this);
    layout->addWidget(createTable(), 1);
    layout->addWidget(createEditor());
    layout->addWidget(m_hint);
    layout->addWidget(createButtons());
    resizeToFit(*this, {520, 620});

    connect(&shortcuts, &Shortcuts::changed, this, &ShortcutsDialog::showKeys);
    showKeys();
    m_table->selectRow(0);
    showAction();
}

QWidget *ShortcutsDialog::createTable()
{
    setAccessibleIdentity(m_table, "shortcutsTable", tr("Keyboard shortcuts"));
    m_table->setHorizontalHeaderLabels({tr("Action"), tr("Keys")});
    m_table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setAlternatingRowColors(true);
    m_table->setShowGrid(false);
    m_table->setTabKeyNavigation(false);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setDefaultSectionSize(m_table->fontMetrics().height() + 10);
    QHeaderView *headings = m_table->horizontalHeader();
    headings->setSectionResizeMode(ActionColumn, QHeaderView::Stretch);
    headings->setHighlightSections(false);
    headings->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    m_table->setColumnWidth(KeysColumn, keysWidth);
    int longestName = 0; // px
    for (const QAction *action : m_shortcuts.actions()) {
        if (!action->isVisible())
            continue;
        const int row = m_table->rowCount();
        m_table->insertRow(row);
        const QString name = nameOf(*action);
        longestName = std::max(longestName, m_table->fontMetrics().horizontalAdvance(name));
        m_table->setItem(row, ActionColumn, new QTableWidgetItem(name));
        m_table->setItem(row, KeysColumn, new QTableWidgetItem);
        m_actions.append(action);
    }
    constexpr int padding = 16;
    m_table->setMinimumWidth(longestName + padding + keysWidth
                             + m_table->verticalScrollBar()->sizeHint().width());
    connect(m_table, &QTableWidget::currentCellChanged, this, &ShortcutsDialog::showAction);
    connect(m_table, &QTableWidget::activated, m_edit, qOverload<>(&QWidget::setFocus));
    return m_table;
}

QWidget *ShortcutsDialog::createEditor()
{
    auto *row = new QWidget;
    auto *layout = new QHBoxLayout(row);
    layout->setContentsMargins(0, 0, 0, 0);
    auto *label = new QLabel(tr("Press the &new keys:"));
    label->setBuddy(m_edit);
    layout->addWidget(label);
    layout->addWidget(m_edit, 1);
    layout->addWidget(m_remove);
    layout->addWidget(m_reset);
    setAccessibleIdentity(m_edit, "newKeys", tr("New keys"));
    m_edit->setAccessibleName(tr("New keys"));
    m_edit->setMinimumWidth(m_edit->fontMetrics().averageCharWidth() * 20); // Ctrl+Alt+Shift+N
    m_remove->setToolTip(tr("The selected action gets no keys"));
    m_reset->setToolTip(tr("The selected action gets its default keys"));
    connect(m_edit, &ChordEdit::pressed, this, &ShortcutsDialog::assign);
    connect(m_remove, &QPushButton::clicked, this, &ShortcutsDialog::removeKeys);
    connect(m_reset, &QPushButton::clicked, this, &ShortcutsDialog::reset);
    return row;
}

QWidget *ShortcutsDialog::createButtons()
{
    auto *row = new QWidget;
    auto *layout = new QHBoxLayout(row);
    layout->setContentsMargins(0, 0, 0, 0);
    QPushButton *close = createButton("closeShortcuts", tr("Close"));
    layout->addWidget(m_resetAll);
    layout->addStretch();
    layout->addWidget(close);
    connect(m_resetAll, &QPushButton::clicked, this, &ShortcutsDialog::askToResetAll);
    connect(close, &QPushButton::clicked, this, &QDialog::reject);
    return row;
}

const QAction *ShortcutsDialog::selected() const
{
    const int row = m_table->currentRow();
    return row < 0 ? nullptr : m_actions.at(row);
}

void ShortcutsDialog::showKeys()
{
    for (int row = 0; row < m_table->rowCount(); ++row) {
        const QAction &action = *m_actions.at(row);
        QTableWidgetItem *item = m_table->item(row, KeysColumn);
        item->setText(keysText(action));
        QFont font = m_table->font();
        font.setBold(m_shortcuts.isChanged(action));
        item->setFont(font);
        m_table->item(row, ActionColumn)->setFont(font);
        item->setToolTip(m_shortcuts.isChanged(action) ? tr("Changed") : QString());
    }
    const QAction *action = selected();
    m_remove->setEnabled(action != nullptr && !action->shortcuts().isEmpty());
    m_reset->setEnabled(action != nullptr && m_shortcuts.isChanged(*action));
    m_resetAll->setEnabled(std::ranges::any_of(
        m_actions, [this](const QAction *each) { return m_shortcuts.isChanged(*each); }));
}

/// What was said about the action selected before no longer applies.
void ShortcutsDialog::showAction()
{
    m_edit->clear();
    m_hint->say("muted", {});
    showKeys();
}

void ShortcutsDialog::assign(const QKeySequence &keys)
{
    const QAction *action = selected();
    if (action == nullptr)
        return;
    const QString name = keys.toString(QKeySequence::NativeText);
    const QAction *other = m_shortcuts.actionWith(keys, *action);
    if (other == action) {
        m_hint->say("muted", tr("“%1” already has %2.").arg(nameOf(*action), name));
        return;
    }
    if (other != nullptr) {
        m_hint->say("error",
                    //: %1 keys, %2 an action
                    tr("%1 belongs to “%2”. Press other keys, or change those of “%2” first.")
                        .arg(name, nameOf(*other)));
        return;
    }
    if (!m_shortcuts.defaults(*action).contains(keys)) {
        if (const QString reason = useText(keys); !reason.isEmpty()) {
            m_hint->say("error", reason);
            return;
        }
    }
    m_shortcuts.setKeys(*action, keys);
    //: %1 an action, %2 keys
    m_hint->say("muted", tr("“%1” now has %2.").arg(nameOf(*action), name));
}

void ShortcutsDialog::removeKeys()
{
    const QAction *action = selected();
    if (action == nullptr)
        return;
    m_shortcuts.setKeys(*action, {});
    m_edit->clear();
    m_hint->say("muted", tr("“%1” now has no keys.").arg(nameOf(*action)));
    m_edit->setFocus(); // the button is off now
}

void ShortcutsDialog::reset()
{
    const QAction *action = selected();
    if (action == nullptr)
        return;
    m_shortcuts.reset(*action);
    m_edit->clear();
    m_edit->setFocus(); // the button is off now
    const QList<QKeySequence> defaults = m_shortcuts.defaults(*action);
    for (const QKeySequence &keys : defaults) {
        if (const QAction *other = m_shortcuts.actionWith(keys, *action); other != action) {
            m_hint->say("warning", tr("%1 was not restored, because you gave it to “%2”.")
                                       .arg(keys.toString(QKeySequence::NativeText),
                                            other != nullptr ? nameOf(*other) : QString()));
            return;
        }
    }
    m_hint->say("muted", tr("“%1” has its default keys.").arg(nameOf(*action)));
}

void ShortcutsDialog::askToResetAll()
{
    auto *question = new Confirmation(
        tr("Reset all keyboard shortcuts?"),
        tr("Every action gets its default keys. The keys that you chose are lost."),
        tr("Reset all"), this);
    connect(question, &Confirmation::confirmed, this, [this] {
        m_shortcuts.resetAll();
        m_edit->clear();
        m_hint->say("muted", tr("All actions have their default keys."));
        m_table->setFocus();
    });
    question->open();
}

} // namespace roomkeeper::ui
