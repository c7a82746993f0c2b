#pragma once

#include "tour/tourstep.h"

#include <QAbstractItemView>

class QComboBox;

namespace roomkeeper::app {

class ScreenshotFolder;

/// The actions that the steps of a tour consist of. Each finds its widget by objectName in the open
/// dialog, or in the window if there is none, waits until a person could use it (visible, enabled,
/// not covered), and uses it with the mouse or the keyboard.
class TourActions
{
public:
    /// A text that is not known until the action is executed.
    using Text = std::function<QString()>;

    /// Both must outlive the actions.
    TourActions(QWidget &window, ScreenshotFolder &screenshotFolder);

    TourAction press(const QString &button) const;
    /// Replaces the content of the field; done when the field shows the new text.
    TourAction type(const QString &field, const Text &text) const;
    /// Replaces the content of the field and presses Return.
    TourAction enter(const QString &field, const Text &text) const;
    /// Selects an entry of a combo box by its text, with the keyboard.
    TourAction choose(const QString &box, const QString &entry) const;
    TourAction tick(const QString &checkBox) const;
    /// Clicks the row whose cell in this column has the text; done when only this row is selected.
    TourAction selectRow(const QString &table, int column, const Text &text) const;

    /// Waits until this dialog is open, or closed.
    TourAction opened(const QString &dialog) const;
    TourAction closed(const QString &dialog) const;
    /// Waits for a condition; `what` describes it in error messages.
    static TourAction until(const QString &what, std::function<bool()> condition);

    /// Reads something from the window; not for operating it.
    static TourAction note(std::function<void()> take);
    /// Prints a line to standard output immediately.
    static TourAction print(const Text &line);
    TourAction picture(const QString &name) const;

    /// The modal dialog, or the window if there is none.
    QWidget &front() const;
    /// A visible widget in front(); null if there is none with this name and type.
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
    /// The text of a field or label in front(); empty if there is none.
    QString textOf(const QString &name) const;
    /// The displayed text of a column in every row of a table in front().
    QStringList columnOf(const QString &table, int column) const;

private:
    /// Whether a person could use this widget now; if not, what is missing.
    Progress reach(QWidget *widget, const QString &name) const;

    QWidget &m_window;
    ScreenshotFolder &m_screenshots;
};

} // namespace roomkeeper::app
