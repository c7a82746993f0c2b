#pragma once

#include <QDialog>
#include <QList>

class QAction;
class QKeySequence;
class QPushButton;
class QTableWidget;

namespace roomkeeper::ui {

class ChordEdit;
class HintLabel;
class Shortcuts;

/// Every action with its keys, which can be changed. A change applies at once; keys that something
/// else uses are rejected, with the reason.
class ShortcutsDialog : public QDialog
{
    Q_OBJECT

public:
    /// `shortcuts` outlives this.
    explicit ShortcutsDialog(Shortcuts &shortcuts, QWidget *parent = nullptr);
    Q_DISABLE_COPY_MOVE(ShortcutsDialog)

private:
    QWidget *createTable();
    QWidget *createEditor();
    QWidget *createButtons();
    void showKeys();
    void showAction();
    void assign(const QKeySequence &keys);
    void removeKeys();
    void reset();
    void askToResetAll();
    const QAction *selected() const;

    Shortcuts &m_shortcuts;
    QList<const QAction *> m_actions; ///< a row each
    QTableWidget *m_table;
    ChordEdit *m_edit;
    HintLabel *m_hint;
    QPushButton *m_remove;
    QPushButton *m_reset;
    QPushButton *m_resetAll;
};

} // namespace roomkeeper::ui
