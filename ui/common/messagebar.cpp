#include "ui/common/messagebar.h"

#include "ui/common/accessibleidentity.h"
#include "ui/common/style/icons.h"
#include "ui/common/style/theme.h"

#include <QAccessible>
#include <QApplication>
#include <QClipboard>
#include <QDialog>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>
#include <functional>
#include <utility>

namespace roomkeeper::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr int iconSize = 16;
constexpr int maxLines = 8;

QString iconName(Severity severity)
{
    switch (severity) {
    case Severity::Info:
        return u"info"_s;
    case Severity::Warning:
        return u"warning"_s;
    case Severity::Error:
        return u"error"_s;
    }
    Q_UNREACHABLE();
}

} // namespace

MessageBar::MessageBar(QWidget *parent)
    : QWidget(parent)
    , m_icon(new QLabel(this))
    , m_severityWord(new QLabel(this))
    , m_message(new QLabel(this))
    , m_confirmation(new QLabel(this))
    , m_actions(new QHBoxLayout)
    , m_detailsButton(new QPushButton(tr("Details"), this))
    , m_dismissButton(new QToolButton(this))
    , m_detailsPane(new QWidget(this))
    , m_details(new QPlainTextEdit(m_detailsPane))
{
    setObjectName("messageBar"_L1);

    QFont bold = m_severityWord->font();
    bold.setWeight(QFont::DemiBold);
    m_severityWord->setFont(bold);
    m_severityWord->setObjectName("messageSeverity"_L1);

    // No accessible name: a label with one no longer reports its text. Plain text, because it may
    // contain a message of the service.
    m_message->setObjectName("messageText"_L1);
    m_message->setTextFormat(Qt::PlainText);
    m_message->setWordWrap(true);
    m_message->setTextInteractionFlags(Qt::TextSelectableByMouse);

    m_confirmation->setObjectName("messageConfirmation"_L1);
    m_confirmation->setTextFormat(Qt::PlainText);
    setStyleClass(m_confirmation, "muted");
    m_confirmation->hide();

    setAccessibleIdentity(m_detailsButton, "messageDetails", tr("Details"));
    m_detailsButton->setCheckable(false);
    setAccessibleIdentity(m_dismissButton, "messageDismiss", tr("Dismiss"));
    m_dismissButton->setToolTip(tr("Dismiss"));
    m_dismissButton->setIcon(icon(u"close"_s));
    m_dismissButton->setFocusPolicy(Qt::StrongFocus);
    setStyleClass(m_dismissButton, "flat");

    setAccessibleIdentity(m_details, "messageDetailsText", tr("Message details"));
    m_details->setReadOnly(true);
    m_details->setTabChangesFocus(true);
    m_details->setFont(monospace(font()));
    m_details->setLineWrapMode(QPlainTextEdit::WidgetWidth);
    m_details->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    auto *copy = new QPushButton(icon(u"copy"_s), tr("Copy"), m_detailsPane);
    setAccessibleIdentity(copy, "messageCopyDetails", tr("Copy details"));

    auto *detailsLayout = new QHBoxLayout(m_detailsPane);
    detailsLayout->setContentsMargins(iconSize + 8, 0, 0, 4);
    detailsLayout->addWidget(m_details, 1);
    detailsLayout->addWidget(copy, 0, Qt::AlignTop);

    auto *line = new QHBoxLayout;
    line->setSpacing(8);
    line->addWidget(m_icon);
    line->addWidget(m_severityWord);
    line->addWidget(m_message, 1);
    line->addWidget(m_confirmation);
    line->addLayout(m_actions);
    line->addWidget(m_detailsButton);
    line->addWidget(m_dismissButton);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(12, 7, 12, 7);
    layout->setSpacing(6);
    layout->addLayout(line);
    layout->addWidget(m_detailsPane);

    connect(m_detailsButton, &QPushButton::clicked, this,
            [this] { showDetails(m_detailsPane->isHidden()); });
    connect(m_dismissButton, &QToolButton::clicked, this, &MessageBar::dismiss);
    connect(copy, &QPushButton::clicked, this,
            [this] { QApplication::clipboard()->setText(m_details->toPlainText()); });
    hide();
}

void MessageBar::showNotice(const Notice &notice)
{
    m_notices.removeIf([&notice](const Notice &each) { return each.origin == notice.origin; });
    m_notices.removeIf(
        [](const Notice &each) { return each.severity == Severity::Info && !each.isOngoing; });
    // The notice shown until now is the newest of its severity.
    std::ranges::stable_sort(m_notices, std::greater(), &Notice::severity);
    m_notices.prepend(notice);
    render();
}

void MessageBar::confirm(const QString &text)
{
    const NoticeOrigin origin{.topic = u"confirmation"_s};
    if (isEmpty() || m_notices.first().origin == origin) {
        showNotice({.origin = origin, .text = text});
        return;
    }
    m_confirmation->setText(text);
    m_confirmation->show();
    QAccessibleEvent alert(m_confirmation, QAccessible::Alert);
    QAccessible::updateAccessibility(&alert);
}

void MessageBar::setText(const NoticeOrigin &origin, const QString &text)
{
    const auto notice = std::ranges::find(m_notices, origin, &Notice::origin);
    if (notice == m_notices.end())
        return;
    notice->text = text;
    if (notice == m_notices.begin())
        m_message->setText(text);
}

void MessageBar::setReadOnly(bool isReadOnly)
{
    if (std::exchange(m_isReadOnly, isReadOnly) == isReadOnly)
        return;
    for (int at = 0; at < m_actions->count(); ++at)
        allow(*m_actions->itemAt(at)->widget(), m_notices.first().actions.at(at));
}

void MessageBar::allow(QWidget &button, const Notice::Action &action) const
{
    const bool isOff = m_isReadOnly && action.effect == Notice::Effect::Change;
    button.setEnabled(!isOff);
    button.setToolTip(
        isOff ? tr("“%1” is not available because this connection is read-only").arg(action.text)
              : QString());
}

void MessageBar::addButton(const Notice::Action &action)
{
    auto *button = new QPushButton(action.text, this);
    button->setAccessibleName(action.text);
    button->setObjectName(u"messageAction%1"_s.arg(m_actions->count()));
    allow(*button, action);
    // Tab order as on the screen: after the text and the actions before it.
    const int count = m_actions->count();
    setTabOrder(count > 0 ? m_actions->itemAt(count - 1)->widget() : m_message, button);
    m_actions->addWidget(button);
    if (qobject_cast<QDialog *>(window()) == nullptr)
        button->setAutoDefault(true); // Return presses it, as it does in a dialog
    // Acting on a message dismisses it; the result is shown as a new message.
    connect(button, &QPushButton::clicked, this, [this, run = action.run] {
        dismiss();
        run();
    });
}

void MessageBar::dismiss()
{
    if (m_notices.isEmpty())
        return;
    m_notices.removeFirst();
    render();
    emit dismissed();
}

void MessageBar::withdraw(const NoticeOrigin &origin)
{
    if (m_notices.isEmpty())
        return;
    if (m_notices.first().origin == origin) {
        dismiss();
        return;
    }
    m_notices.removeIf([&origin](const Notice &each) { return each.origin == origin; });
    showSeverity(); // and how many are waiting
}

void MessageBar::clear()
{
    m_notices.clear();
    render();
}

/// Shows the first notice.
void MessageBar::render()
{
    clearActions();
    m_confirmation->hide();
    const Notice shown = m_notices.isEmpty() ? Notice() : m_notices.first();
    m_severity = shown.severity;
    m_message->setText(shown.text);
    m_details->setPlainText(shown.details);
    const auto lines = static_cast<int>(shown.details.count(u'\n')) + 1;
    m_details->setFixedHeight(m_details->fontMetrics().lineSpacing() * std::min(lines, maxLines)
                              + 16);
    m_detailsButton->setVisible(!shown.details.isEmpty());
    m_dismissButton->setVisible(!shown.isOngoing);
    for (const Notice::Action &action : shown.actions)
        addButton(action);
    showDetails(false);
    showSeverity();
    setVisible(!shown.text.isEmpty());
}

bool MessageBar::holds(const NoticeOrigin &origin) const
{
    return std::ranges::find(m_notices, origin, &Notice::origin) != m_notices.cend();
}

QString MessageBar::text() const
{
    return m_message->text();
}

void MessageBar::showDetails(bool shown)
{
    m_detailsPane->setVisible(shown);
    m_detailsButton->setText(shown ? tr("Hide details") : tr("Details"));
    m_detailsButton->setAccessibleDescription(shown ? tr("Expanded") : tr("Collapsed"));
}

void MessageBar::clearActions()
{
    while (QLayoutItem *item = m_actions->takeAt(0)) {
        // Later, because one of these actions may be running now.
        if (QWidget *button = item->widget()) {
            button->hide();
            button->deleteLater();
        }
        delete item;
    }
}

void MessageBar::showSeverity()
{
    QString word;
    QPalette::ColorRole ink = QPalette::Link;
    switch (m_severity) {
    case Severity::Info:
        word = tr("Info");
        break;
    case Severity::Warning:
        word = tr("Warning");
        ink = QPalette::LinkVisited;
        break;
    case Severity::Error:
        word = tr("Error");
        ink = QPalette::BrightText;
        break;
    }
    const qsizetype waiting = m_notices.size() - 1;
    //: %1 e.g. "Warning", %n the number of other messages
    m_severityWord->setText(
        waiting > 0 ? tr("%1 (%Ln more)", nullptr, static_cast<int>(waiting)).arg(word) : word);
    m_dismissButton->setToolTip(waiting > 0 ? tr("Dismiss and show the previous message")
                                            : tr("Dismiss"));
    m_severityWord->setForegroundRole(ink);
    m_icon->setPixmap(icon(iconName(m_severity), m_severityWord->foregroundRole())
                          .pixmap(QSize(iconSize, iconSize), devicePixelRatioF()));
    update();
}

void MessageBar::paintEvent(QPaintEvent *)
{
    const StateColours &bar = severityColours(m_severity, palette());
    QPainter painter(this);
    painter.fillRect(rect(), bar.background);
    painter.fillRect(QRect(0, 0, width(), 1), bar.border);
}

void MessageBar::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        showSeverity();
}

} // namespace roomkeeper::ui
