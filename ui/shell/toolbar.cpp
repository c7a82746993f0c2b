#include "ui/shell/toolbar.h"

#include "ui/common/accessibleidentity.h"
#include "ui/common/style/icons.h"
#include "ui/common/style/theme.h"
#include "ui/shell/choiceicon.h"

#include <QAction>
#include <QComboBox>
#include <QEvent>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalBlocker>

#include <algorithm>
#include <utility>

namespace roomkeeper::ui {

using namespace Qt::StringLiterals;

namespace {

/// Turning the wheel while the mouse is over the box must not change the connection.
class WheelGuard final : public QObject
{
public:
    using QObject::QObject;

protected:
    bool eventFilter(QObject *, QEvent *event) override { return event->type() == QEvent::Wheel; }
};

/// A button that triggers an action, and is enabled if the action is.
void follow(QPushButton *button, const QAction *action)
{
    button->setEnabled(action->isEnabled());
    button->setToolTip(action->toolTip());
}

} // namespace

ToolBar::ToolBar(TimeDisplay &display, QWidget *parent)
    : QWidget(parent)
    , m_display(display)
    , m_layout(new QHBoxLayout(this))
    , m_connections(new QComboBox)
    , m_filter(new QLineEdit)
    , m_zones(new QComboBox)
{
    setObjectName("toolBar"_L1);
    m_layout->setContentsMargins(12, 10, 12, 10);
    m_layout->setSpacing(8);

    m_layout->addWidget(m_connections);
    m_connections->setObjectName("connectionBox"_L1);
    buddyName(m_connections, tr("Connection"));
    m_connections->setMinimumContentsLength(22);
    m_connections->setMinimumWidth(fontMetrics().averageCharWidth() * 16);
    m_connections->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_connections->setPlaceholderText(tr("Not connected"));

    m_layout->addStretch();
    setAccessibleIdentity(m_filter, "filterRooms", tr("Filter rooms"));
    m_filter->setPlaceholderText(tr("Filter rooms, e.g. state:open vip"));
    m_filter->setToolTip(m_filter->placeholderText()); // complete, where the field is narrow
    m_filter->setClearButtonEnabled(true);
    m_filter->addAction(icon(u"search"_s, QPalette::PlaceholderText), QLineEdit::LeadingPosition);
    m_filter->setMaximumWidth(320);
    m_filter->setMinimumWidth(140);
    m_layout->addWidget(m_filter, 1);

    m_layout->addWidget(m_zones);
    m_zones->setMinimumWidth(fontMetrics().averageCharWidth() * 16);
    m_zones->setObjectName("zoneBox"_L1);
    buddyName(m_zones, tr("Time zone"));
    m_zones->addItem(QString(), static_cast<int>(TimeDisplay::Mode::Local));
    m_zones->addItem(tr("UTC"), static_cast<int>(TimeDisplay::Mode::Utc));
    m_zones->setToolTip(tr("The time zone in which times are shown and entered"));

    auto *guard = new WheelGuard(this);
    for (QComboBox *box : {m_connections, m_zones})
        box->installEventFilter(guard);
    connect(m_connections, &QComboBox::currentIndexChanged, this, &ToolBar::choose);
    connect(m_zones, &QComboBox::currentIndexChanged, this, [this](int row) {
        m_display.setMode(static_cast<TimeDisplay::Mode>(m_zones->itemData(row).toInt()));
    });
    connect(&display, &TimeDisplay::changed, this, &ToolBar::showZone);
    showZone();
    showState({});
}

void ToolBar::setPageActions(const PageActions &page)
{
    if (&page == m_page)
        return;
    m_page = &page;
    for (QPushButton *button : std::exchange(m_buttons, {})) {
        button->setParent(nullptr);
        button->deleteLater(); // it may be the one that was clicked
    }
    QWidget *previous = m_connections;
    for (QAction *action : page.inToolBar()) {
        QPushButton *button = createButton(action);
        m_buttons.append(button);
        m_layout->insertWidget(m_layout->indexOf(previous) + 1, button);
        setTabOrder(previous, button);
        previous = button;
    }
    if (m_buttons.isEmpty())
        return;
    setStyleClass(m_buttons.constFirst(), "primary");
    m_buttons.constFirst()->setIcon(
        icon(iconNameOf(*page.inToolBar().constFirst()), QPalette::HighlightedText));
    updateGeometry();
    fitButtons();
}

QSize ToolBar::minimumSizeHint() const
{
    return {narrowest() + widthOfButtons(false), QWidget::minimumSizeHint().height()};
}

void ToolBar::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    fitButtons();
}

/// The width of all buttons with the gaps between them.
int ToolBar::widthOfButtons(bool withTexts) const
{
    int width = 0;
    for (const QPushButton *button : m_buttons) {
        constexpr int gap = 4; // of Qt, between icon and text
        const int text = button->fontMetrics().horizontalAdvance(button->accessibleName()) + gap;
        const bool hasText = !button->text().isEmpty();
        width += button->sizeHint().width() + m_layout->spacing();
        width += withTexts == hasText ? 0 : (withTexts ? text : -text);
    }
    return width;
}

/// The least width of everything else.
int ToolBar::narrowest() const
{
    const QMargins margins = m_layout->contentsMargins();
    return margins.left() + margins.right() + 2 * m_layout->spacing()
           + m_connections->minimumWidth() + m_filter->minimumWidth() + m_zones->minimumWidth();
}

/// Shows the texts of the buttons if there is space for them. Assistive tools always get them, and
/// tool tips contain them.
void ToolBar::fitButtons()
{
    const bool withTexts = width() >= narrowest() + widthOfButtons(true);
    for (QPushButton *button : std::as_const(m_buttons))
        button->setText(withTexts ? button->accessibleName() : QString());
}

QPushButton *ToolBar::createButton(QAction *action)
{
    auto *button = new QPushButton(action->icon(), action->iconText());
    QString name = action->objectName();
    name[0] = name.at(0).toUpper();
    setAccessibleIdentity(button, qPrintable(u"tool"_s + name), action->iconText());
    button->setAutoDefault(false);
    connect(button, &QPushButton::clicked, action, &QAction::trigger);
    connect(action, &QAction::changed, button, [button, action] { follow(button, action); });
    follow(button, action);
    return button;
}

void ToolBar::setChoices(const QList<ConnectionChoice> &choices,
                         const std::optional<ConnectionChoice> &current)
{
    const bool lookTheSame =
        std::ranges::equal(choices, std::as_const(m_choices),
                           [](const ConnectionChoice &left, const ConnectionChoice &right) {
                               return left.profile.name == right.profile.name
                                      && left.profile.colour == right.profile.colour;
                           });
    m_choices = choices;
    m_current = current;
    if (lookTheSame && m_connections->count() > 0) { // filling in a thousand takes time
        showCurrent();
        return;
    }
    const QSignalBlocker blocker(m_connections);
    m_connections->clear();
    for (const ConnectionChoice &choice : choices)
        m_connections->addItem(choiceIcon(choice), choice.profile.name);
    m_connections->insertSeparator(m_connections->count());
    m_connections->addItem(icon(u"add"_s), tr("New connection…"));
    m_connections->addItem(icon(u"more"_s), tr("Manage connections…"));
    showCurrent();
}

void ToolBar::showCurrent()
{
    const QSignalBlocker blocker(m_connections);
    const auto found =
        std::ranges::find_if(std::as_const(m_choices), [this](const ConnectionChoice &choice) {
            return m_current && choice.isSameAs(*m_current);
        });
    m_connections->setCurrentIndex(
        found == m_choices.cend() ? -1 : static_cast<int>(found - m_choices.cbegin()));
}

void ToolBar::choose(int row)
{
    if (row < 0)
        return;
    // What the row stands for now: the box may have other rows when the event loop gets to this.
    std::optional<ConnectionChoice> choice;
    if (row < m_choices.size())
        choice = m_choices.at(row);
    const bool isManager = row == m_connections->count() - 1;
    const auto emitChosen = [this, choice, isManager] {
        // The box shows the open connection, and this one is not open yet.
        showCurrent();
        if (choice)
            emit connectionChosen(*choice);
        else if (isManager)
            emit managerRequested();
        else
            emit newConnectionRequested();
    };
    // The box may not be changed while it reports this.
    QMetaObject::invokeMethod(this, emitChosen, Qt::QueuedConnection);
}

void ToolBar::showZone()
{
    const QSignalBlocker blocker(m_zones);
    m_zones->setItemText(m_zones->findData(static_cast<int>(TimeDisplay::Mode::Local)),
                         tr("Local (%1)").arg(placeName(m_display.localZone())));
    m_zones->setCurrentIndex(m_zones->findData(static_cast<int>(m_display.mode())));
}

void ToolBar::showState(const Page::State &state)
{
    m_filter->setEnabled(state.canFilter);
    if (m_filter->text() != state.filterText)
        m_filter->setText(state.filterText);
}

} // namespace roomkeeper::ui
