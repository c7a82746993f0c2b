#pragma once

#include "tour/tourstep.h"

#include <QAbstractItemView>

class QComboBox;

namespace roomkeeper::app {

class Album;

/// What the steps of a tour are made of. Each finds its widget by objectName in what stands in
/// front (the open dialog, else the window) at the time it is tried, waits until a person could use
/// it (there, shown, switched on, nothing before it), and uses it with mouse or keyboard.
class Moves
{
public:
    /// A text that is known only when the move's turn comes.
    using Text = std::function<QString()>;

    /// Both outlive the moves.
    Moves(QWidget &window, Album &album);

    Move press(const QString &button) const;
    /// Writes over what the field holds; done when the field says so.
    Move type(const QString &field, const Text &text) const;
    /// Writes over what the field holds and presses Return.
    Move enter(const QString &field, const Text &text) const;
    /// Chooses an entry of a combo box by its text, with the keyboard.
    Move choose(const QString &box, const QString &entry) const;
    Move tick(const QString &checkBox) const;
    /// Clicks the row whose cell in this column has the text, until it alone is selected.
    Move selectRow(const QString &table, int column, const Text &text) const;

    /// Waits until this dialog stands in front, is gone.
    Move opened(const QString &dialog) const;
    Move closed(const QString &dialog) const;
    /// Waits for a condition; `what` says which.
    static Move until(const QString &what, std::function<bool()> condition);

    /// Does something with what the window shows; not for acting on it.
    static Move note(std::function<void()> take);
    /// Prints a line to standard output at once.
    static Move print(const Text &line);
    Move picture(const QString &name) const;

    /// What stands in front: the dialog that takes all input, else the window.
    QWidget &front() const;
    /// A shown widget in front; null where there is none of this name and type.
    template <class Widget>
    Widget *find(const QString &name) const
    {
        const auto all = front().findChildren<Widget *>(name);
        for (Widget *each : all) {
            if (each->isVisible())
                return each;
        }
        return nullptr;
    }
    /// What a field or label in front holds; empty where there is none.
    QString textOf(const QString &name) const;
    /// The text of a column in every row of a table in front, as shown.
    QStringList columnOf(const QString &table, int column) const;

private:
    /// Whether a person could use this widget now, else what is missing.
    Progress reach(QWidget *widget, const QString &name) const;

    QWidget &m_window;
    Album &m_album;
};

} // namespace roomkeeper::app
