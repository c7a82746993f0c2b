#include "ui/activity/activitypanel.h"

#include "base/error.h"
#include "ui/activity/activitymodel.h"
#include "ui/common/accessibleidentity.h"
#include "ui/common/identifierdelegate.h"
#include "ui/common/style/icons.h"
#include "ui/common/style/theme.h"
#include "ui/common/tablecolumns.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QScrollBar>
#include <QTableView>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace roomkeeper::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr int shownRows = 6;

/// Widths for typical contents; measuring every row would be O(rows).
QList<int> usualWidths(const QTableView &table)
{
    const QFontMetrics text = table.fontMetrics();
    const QFontMetrics code(monospace(table.font()));
    QList<int> widths{code.horizontalAdvance(u"00:00:00"_s),
                      text.horizontalAdvance(u"Change participants of a room"_s),
                      code.horizontalAdvance(u"000000000000000000"_s),
                      text.horizontalAdvance(kindName(ErrorKind::OutcomeUnknown)),
                      text.horizontalAdvance(u"00,000 ms"_s),
                      text.horizontalAdvance(u"1"_s),
                      code.averageCharWidth() * 24};
    constexpr int padding = 24;
    for (int column = 0; column < widths.size(); ++column)
        widths[column] = std::max(table.horizontalHeader()->sectionSizeHint(column),
                                  widths.at(column) + padding);
    return widths;
}

} // namespace

ActivityPanel::ActivityPanel(TimeDisplay &display, Settings &settings, QWidget *parent)
    : QWidget(parent)
    , m_button(new QToolButton(this))
    , m_newest(new QLabel(this))
    , m_line(new QHBoxLayout)
    , m_table(new QTableView(this))
    , m_model(new ActivityModel(display, this))
    , m_display(display)
{
    setObjectName("activityPanel"_L1);

    setAccessibleIdentity(m_button, "activityToggle", tr("Show activity"));
    m_button->setText(tr("Activity"));
    m_button->setCheckable(true);
    m_button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_button->setFocusPolicy(Qt::StrongFocus);
    setStyleClass(m_button, "flat");

    m_newest->setObjectName("activityNewest"_L1);
    m_newest->setTextFormat(Qt::PlainText);
    m_newest->setFont(monospace(font()));
    m_newest->setForegroundRole(QPalette::PlaceholderText);
    // A long path must not widen the window.
    m_newest->setMinimumWidth(1);
    m_newest->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);

    m_line->setContentsMargins(6, 3, 12, 3);
    m_line->setSpacing(10);
    m_line->addWidget(m_button);
    m_line->addWidget(m_newest, 1);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    auto *rule = new QFrame(this);
    rule->setFrameShape(QFrame::HLine);
    rule->setFixedHeight(1);
    layout->addWidget(rule);
    layout->addLayout(m_line);
    layout->addWidget(makeTable(settings));

    connect(m_button, &QToolButton::toggled, this, &ActivityPanel::setUnfolded);
    connect(&display, &TimeDisplay::changed, this, &ActivityPanel::showNewest);
    m_table->hide();
    m_button->setIcon(icon(u"chevron-right"_s));
}

QWidget *ActivityPanel::makeTable(Settings &settings)
{
    setAccessibleIdentity(m_table, "activityTable", tr("Activity"));
    m_table->setModel(m_model);
    m_table->setFrameShape(QFrame::NoFrame);
    m_table->setShowGrid(false);
    m_table->setAlternatingRowColors(true);
    m_table->setWordWrap(false);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_table->setTabKeyNavigation(false);
    m_table->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    const int rowHeight = m_table->fontMetrics().height() + 8;
    m_table->verticalHeader()->setDefaultSectionSize(rowHeight);
    m_table->horizontalHeader()->setHighlightSections(false);
    auto *code = new IdentifierDelegate(Qt::ElideRight, this);
    for (const int column : {ActivityModel::Time, ActivityModel::Room, ActivityModel::RequestId})
        m_table->setItemDelegateForColumn(column, code);
    m_table->verticalHeader()->setMinimumSectionSize(rowHeight);
    auto *columns = new TableColumns(
        *m_table->horizontalHeader(), u"activity"_s,
        {{.key = u"time"_s, .menuText = tr("&Time")},
         {.key = u"operation"_s, .menuText = tr("&Operation")},
         {.key = u"room"_s, .menuText = tr("&Room")},
         {.key = u"status"_s, .menuText = tr("&Status")},
         {.key = u"duration"_s, .menuText = tr("&Duration")},
         {.key = u"attempt"_s, .menuText = tr("&Attempt")},
         {.key = u"requestId"_s, .menuText = tr("Request &ID"), .share = 1, .canHide = false}},
        settings);
    columns->setUsualWidths(usualWidths(*m_table));
    return m_table;
}

void ActivityPanel::setLog(admin::ActivityLog *log)
{
    if (m_log)
        m_log->disconnect(this);
    m_log = log;
    m_model->setLog(log);
    if (log) {
        connect(log, &admin::ActivityLog::appended, this, [this] {
            // Follows the newest request unless the user has scrolled up.
            const QScrollBar *bar = m_table->verticalScrollBar();
            if (bar->value() >= bar->maximum() - m_table->verticalHeader()->defaultSectionSize())
                m_table->scrollToBottom();
            showNewest();
        });
        connect(log, &QObject::destroyed, this, &ActivityPanel::showNewest);
    }
    showNewest();
}

bool ActivityPanel::isUnfolded() const
{
    return !m_table->isHidden();
}

void ActivityPanel::setUnfolded(bool unfolded)
{
    if (unfolded == isUnfolded())
        return;
    m_table->setVisible(unfolded);
    m_button->setChecked(unfolded);
    m_button->setIcon(icon(unfolded ? u"chevron-down"_s : u"chevron-right"_s));
    if (unfolded) {
        // Whole rows; the header's height is known once its font is.
        m_table->horizontalHeader()->ensurePolished();
        m_table->setFixedHeight(m_table->verticalHeader()->defaultSectionSize() * shownRows
                                + m_table->horizontalHeader()->sizeHint().height());
        m_table->scrollToBottom();
    }
    showNewest();
    emit unfoldedChanged(unfolded);
}

void ActivityPanel::addStatusWidget(QWidget *widget)
{
    m_line->addWidget(widget);
}

void ActivityPanel::showNewest()
{
    // When expanded, the table shows it.
    const bool known = m_log && !m_log->records().empty() && !isUnfolded();
    m_newest->setText(known ? activityLine(m_log->records().back(), m_display) : QString());
}

} // namespace roomkeeper::ui
