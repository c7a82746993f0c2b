#pragma once

#include <QDialog>

class QAction;

namespace roomkeeper::ui {

/// What the keyboard can do: every action with its keys.
class ShortcutsDialog : public QDialog
{
    Q_OBJECT

public:
    explicit ShortcutsDialog(const QList<QAction *> &actions, QWidget *parent = nullptr);
    Q_DISABLE_COPY_MOVE(ShortcutsDialog)
};

} // namespace roomkeeper::ui
