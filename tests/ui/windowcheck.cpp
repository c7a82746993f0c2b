#include "windowcheck.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QAbstractScrollArea>
#include <QAccessible>
#include <QAction>
#include <QCalendarWidget>
#include <QComboBox>
#include <QGroupBox>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QMenu>
#include <QPlainTextEdit>
#include <QRegularExpression>
#include <QScrollBar>
#include <QSpinBox>
#include <QStyle>
#include <QStyleOptionComboBox>
#include <QTableView>
#include <QTextBrowser>
#include <QTextDocumentFragment>
#include <QTreeView>

#include <algorithm>
#include <functional>
#include <utility>

namespace roomkeeper::tests {

using namespace Qt::StringLiterals;

namespace {

QString nameOf(const QObject &object)
{
    return QLatin1StringView(object.metaObject()->className()) + u' ' + object.objectName();
}

/// The text without what is in brackets, and without the invisible marks around what people wrote.
QString withoutBrackets(const QString &text)
{
    QString rest;
    int depth = 0;
    for (const QChar each : text) {
        if (each == u'[')
            ++depth;
        else if (each == u']' && depth > 0)
            --depth;
        else if (depth == 0 && each != QChar(0x2068) && each != QChar(0x2069))
            rest += each;
    }
    return depth == 0 ? rest : text;
}

/// What is the same in every language.
const QList<QRegularExpression> &exempt()
{
    static const QList<QRegularExpression> rules{
        // Raw IDs and GUIDs.
        QRegularExpression(u"\\b\\d+:[a-z]+:[0-9a-f-]+(_[0-9a-f-]+)?"_s),
        QRegularExpression(u"\\b[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\\b"_s),
        // Request IDs.
        QRegularExpression(u"^[A-Za-z0-9+/]{22}\\.\\d+$"_s),
        // Addresses, and the form of a connection string and of an endpoint.
        QRegularExpression(u"endpoint=https://…;accesskey=…"_s),
        QRegularExpression(u"\\bhttps?://\\S+"_s),
        // Methods and paths of requests.
        QRegularExpression(u"\\b(GET|PUT|POST|PATCH|DELETE) /\\S*"_s),
        // Dates and the names of time zones.
        QRegularExpression(u"\\b\\d+ (Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)\\b"_s),
        QRegularExpression(u"\\bUTC\\b"_s),
        // Keys.
        QRegularExpression(u"\\b((Ctrl|Alt|Shift|Meta)\\+)+(\\w+|\\S)"_s),
        QRegularExpression(u"\\b(F\\d+|Del|Esc|Return|Enter|Space|Tab)\\b"_s),
    };
    return rules;
}

class TextCollector
{
public:
    explicit TextCollector(const QStringList &written)
        : m_written(written)
    {
    }

    void lookAt(QWidget &widget)
    {
        check(widget, "tool tip", widget.toolTip());
        check(widget, "status tip", widget.statusTip());
        check(widget, "what's this", widget.whatsThis());
        check(widget, "accessible name", widget.accessibleName());
        check(widget, "accessible description", widget.accessibleDescription());
        if (widget.isWindow())
            check(widget, "window title", widget.windowTitle());
        for (const char *property : {"title", "placeholderText", "prefix", "suffix"})
            check(widget, property, widget.property(property).toString());
        if (qobject_cast<QLabel *>(&widget) != nullptr
            || qobject_cast<QAbstractButton *>(&widget) != nullptr)
            check(widget, "text", widget.property("text").toString());
        if (auto *box = qobject_cast<QComboBox *>(&widget)) {
            for (int row = 0; row < box->count(); ++row)
                check(*box, "entry", box->itemText(row));
        } else if (auto *view = qobject_cast<QAbstractItemView *>(&widget)) {
            lookAtItems(*view);
        } else if (auto *edit = qobject_cast<QPlainTextEdit *>(&widget)) {
            if (edit->isReadOnly()) {
                const QStringList lines = edit->toPlainText().split(u'\n');
                for (const QString &line : lines)
                    check(*edit, "line", line);
            }
        }
        const auto actions = widget.actions();
        for (QAction *action : actions)
            lookAt(*action);
    }

    void lookAt(const QMenu &menu)
    {
        check(menu, "title", menu.title());
        const auto actions = menu.actions();
        for (QAction *action : actions)
            lookAt(*action);
    }

    QStringList found() const { return m_found; }

private:
    void lookAt(const QAction &action)
    {
        check(action, "text", action.text());
        check(action, "icon text", action.iconText());
        check(action, "tool tip", action.toolTip());
        check(action, "status tip", action.statusTip());
    }

    void lookAtItems(const QAbstractItemView &view)
    {
        const QAbstractItemModel *model = view.model();
        if (model == nullptr)
            return;
        // As lists and combo boxes have no visible header.
        const bool hasHeader = qobject_cast<const QTableView *>(&view) != nullptr
                               || qobject_cast<const QTreeView *>(&view) != nullptr;
        for (int column = 0; hasHeader && column < model->columnCount(); ++column) {
            for (const int role : {Qt::DisplayRole, Qt::ToolTipRole, Qt::AccessibleTextRole})
                check(view, "header", model->headerData(column, Qt::Horizontal, role).toString());
        }
        lookAtRows(view, {});
    }

    void lookAtRows(const QAbstractItemView &view, const QModelIndex &parent)
    {
        const QAbstractItemModel *model = view.model();
        for (int row = 0; row < model->rowCount(parent); ++row) {
            for (int column = 0; column < model->columnCount(parent); ++column) {
                const QModelIndex index = model->index(row, column, parent);
                for (const int role : {Qt::DisplayRole, Qt::ToolTipRole, Qt::AccessibleTextRole,
                                       Qt::AccessibleDescriptionRole})
                    check(view, "cell", index.data(role).toString());
            }
            lookAtRows(view, model->index(row, 0, parent));
        }
    }

    void check(const QObject &object, const char *kind, const QString &text)
    {
        const QString plain =
            Qt::mightBeRichText(text) ? QTextDocumentFragment::fromHtml(text).toPlainText() : text;
        if (untranslatedPart(plain, m_written).isEmpty())
            return;
        const QString line = u"%1, %2: %3"_s.arg(nameOf(object), QLatin1StringView(kind), plain);
        if (!m_found.contains(line))
            m_found << line;
    }

    QStringList m_written;
    QStringList m_found;
};

/// The window and all visible in it.
QWidgetList visibleIn(QWidget &window)
{
    QWidgetList visible{&window};
    const auto all = window.findChildren<QWidget *>();
    for (QWidget *each : all) {
        if (each->isVisibleTo(&window) && each->window() == &window)
            visible << each;
    }
    return visible;
}

// --- clipping

/// Whether the widget is part of another that Qt puts together, such as the field of a spin box.
bool isPart(const QWidget &widget)
{
    const QWidget *parent = widget.parentWidget();
    for (const QWidget *around = parent; around != nullptr; around = around->parentWidget()) {
        if (qobject_cast<const QCalendarWidget *>(around) != nullptr)
            return true;
    }
    return qobject_cast<const QAbstractSpinBox *>(parent) != nullptr
           || qobject_cast<const QComboBox *>(parent) != nullptr
           || qobject_cast<const QLineEdit *>(parent) != nullptr
           || widget.objectName().startsWith("qt_"_L1);
}

/// Why the widget does not show its whole text; empty if it does.
QString lackOfRoom(const QWidget &widget)
{
    const QFontMetrics metrics(widget.font());
    if (const auto *label = qobject_cast<const QLabel *>(&widget)) {
        if (label->text().isEmpty())
            return {};
        if (label->wordWrap()) {
            const int needed = label->heightForWidth(label->width());
            return needed <= label->height() ? QString()
                                             : u"wrapped text needs a height of %1"_s.arg(needed);
        }
        const QSize needed = label->sizeHint();
        return needed.width() <= label->width() && needed.height() <= label->height()
                   ? QString()
                   : u"text needs %1x%2"_s.arg(needed.width()).arg(needed.height());
    }
    if (const auto *button = qobject_cast<const QAbstractButton *>(&widget)) {
        const QSize needed = button->sizeHint();
        return button->text().isEmpty()
                       || (needed.width() <= button->width() && needed.height() <= button->height())
                   ? QString()
                   : u"button needs %1x%2"_s.arg(needed.width()).arg(needed.height());
    }
    if (const auto *box = qobject_cast<const QComboBox *>(&widget)) {
        QStyleOptionComboBox option;
        option.initFrom(box);
        option.editable = box->isEditable();
        const int width =
            box->style()
                ->subControlRect(QStyle::CC_ComboBox, &option, QStyle::SC_ComboBoxEditField, box)
                .width();
        const int needed = metrics.horizontalAdvance(box->currentText());
        return needed <= width ? QString() : u"entry needs a width of %1"_s.arg(needed);
    }
    if (const auto *line = qobject_cast<const QLineEdit *>(&widget)) {
        if (!line->text().isEmpty())
            return {};
        const int needed = metrics.horizontalAdvance(line->placeholderText());
        return needed <= line->width() - 8 ? QString()
                                           : u"placeholder needs a width of %1"_s.arg(needed);
    }
    return {};
}

/// What is left and right of the visible part can be scrolled to.
bool scrollsSideways(const QAbstractScrollArea &area)
{
    return area.horizontalScrollBarPolicy() != Qt::ScrollBarAlwaysOff
           && area.horizontalScrollBar()->maximum() > 0;
}

/// The first widget around this one that it reaches beyond.
const QWidget *tooSmallAround(const QWidget &widget)
{
    for (const QWidget *around = widget.parentWidget(); around != nullptr;
         around = around->parentWidget()) {
        const QRect inside(widget.mapTo(around, QPoint()), widget.size());
        const auto *area = qobject_cast<const QAbstractScrollArea *>(around->parentWidget());
        const bool isViewport = area != nullptr && area->viewport() == around;
        if (isViewport && scrollsSideways(*area))
            return nullptr;
        const QRect room =
            isViewport ? QRect(0, inside.top(), around->width(), inside.height()) : around->rect();
        if (!room.contains(inside))
            return around;
        if (isViewport || around->isWindow())
            return nullptr;
    }
    return nullptr;
}

/// Without mnemonics.
QString shownText(const QWidget &widget)
{
    if (const auto *box = qobject_cast<const QComboBox *>(&widget))
        return box->currentText();
    const auto *line = qobject_cast<const QLineEdit *>(&widget);
    return line != nullptr ? line->placeholderText()
                           : widget.property("text").toString().remove(u'&');
}

QStringList clippedCells(const QAbstractItemView &view)
{
    QStringList found;
    const QAbstractItemModel *model = view.model();
    if (model == nullptr)
        return found;
    const auto *table = qobject_cast<const QTableView *>(&view);
    const auto *tree = qobject_cast<const QTreeView *>(&view);
    const QHeaderView *header = table != nullptr  ? table->horizontalHeader()
                                : tree != nullptr ? tree->header()
                                                  : nullptr;
    if (header != nullptr && header->isVisible()) {
        for (int column = 0; column < header->count(); ++column) {
            const QString title = model->headerData(column, Qt::Horizontal).toString();
            const QString toolTip =
                model->headerData(column, Qt::Horizontal, Qt::ToolTipRole).toString();
            if (!header->isSectionHidden(column) && !toolTip.contains(title)
                && header->sectionSize(column)
                       < QFontMetrics(header->font()).horizontalAdvance(title))
                found << u"%1: header %2 is cut off"_s.arg(nameOf(view), title);
        }
    }
    std::function<void(const QModelIndex &)> lookAt = [&](const QModelIndex &parent) {
        for (int row = 0; row < model->rowCount(parent); ++row) {
            for (int column = 0; column < model->columnCount(parent); ++column) {
                const QModelIndex index = model->index(row, column, parent);
                const QRect rect = view.visualRect(index);
                const QString text = index.data().toString();
                if (rect.isValid() && !index.data(Qt::ToolTipRole).toString().contains(text)
                    && view.indexWidget(index) == nullptr
                    && rect.width() < QFontMetrics(view.font()).horizontalAdvance(text)
                    && rect.height() < 2 * QFontMetrics(view.font()).lineSpacing())
                    found << u"%1: cell %2 is cut off"_s.arg(nameOf(view), text);
            }
            lookAt(model->index(row, 0, parent));
        }
    };
    lookAt({});
    return found;
}

} // namespace

QString untranslatedPart(const QString &text, const QStringList &written)
{
    QString rest = withoutBrackets(text);
    QStringList longestFirst = written;
    std::ranges::sort(longestFirst, std::greater(), &QString::size);
    for (const QString &each : std::as_const(longestFirst))
        rest.remove(each);
    for (const QRegularExpression &rule : exempt())
        rest.remove(rule);
    static const QRegularExpression letter(u"\\p{L}"_s);
    return rest.contains(letter) ? rest.trimmed() : QString();
}

QStringList untranslatedTexts(QWidget &window, const QStringList &written)
{
    TextCollector collector(written);
    const QWidgetList visible = visibleIn(window);
    for (QWidget *each : visible) {
        const bool isGuide = qobject_cast<QTextBrowser *>(each) != nullptr;
        if (!isGuide && !isPart(*each))
            collector.lookAt(*each);
    }
    const auto menus = window.findChildren<QMenu *>();
    for (const QMenu *menu : menus) {
        if (!isPart(*menu)) // the months of a calendar are dates
            collector.lookAt(*menu);
    }
    return collector.found();
}

QStringList clippedWidgets(QWidget &window)
{
    QStringList found;
    const QWidgetList visible = visibleIn(window);
    for (const QWidget *each : visible) {
        if (isPart(*each))
            continue;
        const QString lack = lackOfRoom(*each);
        if (!lack.isEmpty() && !each->toolTip().contains(shownText(*each))) {
            found << u"%1 of %2x%3: %4: %5"_s.arg(nameOf(*each))
                         .arg(each->width())
                         .arg(each->height())
                         .arg(lack, each->property("text").toString());
        }
        const bool showsText = qobject_cast<const QLabel *>(each) != nullptr
                               || qobject_cast<const QAbstractButton *>(each) != nullptr
                               || qobject_cast<const QComboBox *>(each) != nullptr
                               || qobject_cast<const QLineEdit *>(each) != nullptr;
        if (showsText && !each->isWindow()) {
            if (const QWidget *around = tooSmallAround(*each)) {
                found << u"%1 reaches beyond %2: %3"_s.arg(nameOf(*each), nameOf(*around),
                                                           each->property("text").toString());
            }
        }
        if (const auto *view = qobject_cast<const QAbstractItemView *>(each))
            found << clippedCells(*view);
    }
    return found;
}

} // namespace roomkeeper::tests
