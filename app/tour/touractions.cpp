#include "tour/touractions.h"

#include "tour/input.h"
#include "tour/screenshotfolder.h"

#include <QAbstractButton>
#include <QApplication>
#include <QCheckBox>
#include <QComboBox>
#include <QItemSelectionModel>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QScrollArea>
#include <QStyleOptionButton>

#include <cstdio>
#include <optional>
#include <utility>

namespace roomkeeper::app {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(TourActions)
};

/// The text of a field or a label.
QString heldBy(const QWidget *widget)
{
    if (const auto *line = qobject_cast<const QLineEdit *>(widget))
        return line->text();
    if (const auto *lines = qobject_cast<const QPlainTextEdit *>(widget))
        return lines->toPlainText();
    if (const auto *label = qobject_cast<const QLabel *>(widget))
        return label->text();
    return {};
}

/// The indicator of a check box, which may be far from the centre of the widget.
QRect boxOf(const QCheckBox &checkBox)
{
    QStyleOptionButton option;
    option.initFrom(&checkBox);
    return checkBox.style()->subElementRect(QStyle::SE_CheckBoxIndicator, &option, &checkBox);
}

/// Scrolls until the widget is visible, as a person would.
void scrollTo(QWidget *widget)
{
    for (QWidget *each = widget->parentWidget(); each != nullptr; each = each->parentWidget()) {
        if (auto *area = qobject_cast<QScrollArea *>(each))
            area->ensureWidgetVisible(widget);
    }
}

std::optional<QModelIndex> rowWith(const QAbstractItemModel &model, int column, const QString &text)
{
    for (int row = 0; row < model.rowCount(); ++row) {
        const QModelIndex index = model.index(row, column);
        if (index.data().toString() == text)
            return index;
    }
    return std::nullopt;
}

} // namespace

TourActions::TourActions(QWidget &window, ScreenshotFolder &screenshotFolder)
    : m_window(window)
    , m_screenshots(screenshotFolder)
{
}

QWidget &TourActions::front() const
{
    QWidget *modal = QApplication::activeModalWidget();
    return modal != nullptr ? *modal : m_window;
}

Progress TourActions::reach(QWidget *widget, const QString &name) const
{
    if (widget == nullptr)
        return Progress::waiting(Words::tr("“%1” to be shown").arg(name));
    if (!widget->isEnabled())
        return Progress::waiting(Words::tr("“%1” to be enabled").arg(name));
    scrollTo(widget);
    const QWidget *top = widget->window();
    const QWidget *hit = top->childAt(widget->mapTo(top, widget->rect().center()));
    if (hit != widget && !widget->isAncestorOf(hit))
        return Progress::waiting(Words::tr("“%1” to be uncovered").arg(name));
    return Progress::done();
}

TourAction TourActions::press(const QString &button) const
{
    return [this, button] {
        auto *found = find<QAbstractButton>(button);
        Progress reached = reach(found, button);
        if (reached.isDone())
            input::click(*found);
        return reached;
    };
}

TourAction TourActions::tick(const QString &checkBox) const
{
    return [this, checkBox, ticked = false]() mutable {
        auto *found = find<QCheckBox>(checkBox);
        Progress reached = reach(found, checkBox);
        if (!reached.isDone() || found->isChecked())
            return reached;
        if (!std::exchange(ticked, true))
            input::click(*found, boxOf(*found).center());
        return Progress::waiting(Words::tr("“%1” to be checked").arg(checkBox));
    };
}

TourAction TourActions::type(const QString &field, const Text &text) const
{
    return [this, field, text, typed = false]() mutable {
        auto *found = find<QWidget>(field);
        Progress reached = reach(found, field);
        if (!reached.isDone() || (typed && heldBy(found) == text()))
            return reached;
        if (!std::exchange(typed, true)) {
            input::click(*found);
            input::typeOver(*found, text());
        }
        return Progress::waiting(Words::tr("“%1” to contain the typed text").arg(field));
    };
}

TourAction TourActions::enter(const QString &field, const Text &text) const
{
    return [this, field, typing = type(field, text)] {
        Progress typed = typing();
        if (typed.isDone())
            input::press(*find<QWidget>(field), Qt::Key_Return);
        return typed;
    };
}

TourAction TourActions::choose(const QString &box, const QString &entry) const
{
    return [this, box, entry, chosen = false]() mutable {
        auto *found = find<QComboBox>(box);
        Progress reached = reach(found, box);
        if (!reached.isDone() || found->currentText() == entry)
            return reached;
        const int wanted = found->findText(entry);
        if (wanted >= 0 && !std::exchange(chosen, true)) {
            found->setFocus(Qt::TabFocusReason);
            input::press(*found, Qt::Key_Home);
            for (int each = 0; each < wanted; ++each)
                input::press(*found, Qt::Key_Down);
        }
        return Progress::waiting(Words::tr("“%1” to show “%2”").arg(box, entry));
    };
}

TourAction TourActions::selectRow(const QString &table, int column, const Text &text) const
{
    return [this, table, column, text, clicked = false]() mutable {
        auto *view = find<QAbstractItemView>(table);
        Progress reached = reach(view, table);
        if (!reached.isDone())
            return reached;
        const auto row = rowWith(*view->model(), column, text());
        if (!row)
            return Progress::waiting(Words::tr("a row “%1” in “%2”").arg(text(), table));
        const QModelIndexList selected = view->selectionModel()->selectedRows();
        if (clicked && selected.size() == 1 && selected.first().row() == row->row())
            return Progress::done();
        if (!std::exchange(clicked, true))
            input::click(*view, *row);
        return Progress::waiting(Words::tr("the row “%1” to be selected").arg(text()));
    };
}

TourAction TourActions::opened(const QString &dialog) const
{
    return [this, dialog] {
        return front().objectName() == dialog
                   ? Progress::done()
                   : Progress::waiting(Words::tr("“%1” to open").arg(dialog));
    };
}

TourAction TourActions::closed(const QString &dialog) const
{
    return [this, dialog] {
        return front().objectName() != dialog
                   ? Progress::done()
                   : Progress::waiting(Words::tr("“%1” to close").arg(dialog));
    };
}

TourAction TourActions::until(const QString &what, std::function<bool()> condition)
{
    return [what, condition = std::move(condition)] {
        return condition() ? Progress::done() : Progress::waiting(what);
    };
}

TourAction TourActions::note(std::function<void()> take)
{
    return [take = std::move(take)] {
        take();
        return Progress::done();
    };
}

TourAction TourActions::print(const Text &line)
{
    return [line] {
        const QByteArray words = line().toUtf8() + '\n';
        const bool printed = std::fputs(words.constData(), stdout) >= 0 && std::fflush(stdout) == 0;
        return printed ? Progress::done()
                       : Progress::impossible(Words::tr("standard output can't be written"));
    };
}

TourAction TourActions::picture(const QString &name) const
{
    return [this, name] {
        const auto saved = m_screenshots.add(m_window, name);
        return saved ? Progress::done() : Progress::impossible(saved.error().message);
    };
}

QString TourActions::textOf(const QString &name) const
{
    return heldBy(find<QWidget>(name));
}

QStringList TourActions::columnOf(const QString &table, int column) const
{
    QStringList cells;
    if (const auto *view = find<QAbstractItemView>(table)) {
        const QAbstractItemModel &model = *view->model();
        for (int row = 0; row < model.rowCount(); ++row)
            cells << model.index(row, column).data().toString();
    }
    return cells;
}

} // namespace roomkeeper::app
