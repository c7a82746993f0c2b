#include "ui/shell/retrybanner.h"

#include "admin/connections/connection.h"
#include "admin/explain.h"
#include "ui/common/accessibleidentity.h"
#include "ui/common/style/colours.h"
#include "ui/common/style/icons.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QPainter>
#include <QPushButton>

#include <algorithm>
#include <utility>

namespace roomkeeper::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr int iconSize = 16;
constexpr qint64 second = 1000; // ms
/// The interval at which assistive tools get the countdown, in seconds.
constexpr qint64 toldEvery = 10;

/// `what` is being sent, for the first time or again, now or in some seconds.
QString attemptText(const QString &what, const acs::RetryNotice &notice, qint64 seconds)
{
    const QLocale locale;
    const QString attempt = locale.toString(notice.attempt);
    const QString attempts = locale.toString(notice.maxAttempts);
    const bool isFirst = notice.attempt == 1;
    if (notice.isUnderWay || seconds == 0) {
        return (isFirst ? RetryBanner::tr("%1: sending (%2 of %3).")
                        : RetryBanner::tr("%1: trying again now (%2 of %3)."))
            .arg(what, attempt, attempts);
    }
    return (isFirst ? RetryBanner::tr("%1: sending in %2 s (%3 of %4).")
                    : RetryBanner::tr("%1: trying again in %2 s (%3 of %4)."))
        .arg(what, locale.toString(seconds), attempt, attempts);
}

QString othersText(qsizetype others)
{
    return RetryBanner::tr("%Ln other request(s) are also being retried.", nullptr,
                           static_cast<int>(others));
}

QString retryText(const acs::RetryNotice &notice, qint64 seconds, const QString &host)
{
    // For an operation on a single room: which one.
    const QString what = notice.roomId.isEmpty()
                             ? notice.operation
                             : RetryBanner::tr("%1 %2", "an operation and the ID of its room")
                                   .arg(notice.operation, notice.roomId);
    Error why = notice.why;
    why.host = host;
    return attemptText(what, notice, seconds) + u' ' + admin::explain(why).headline;
}

} // namespace

RetryBanner::RetryBanner(QWidget *parent)
    : QWidget(parent)
    , m_icon(new QLabel)
    , m_words(new QLabel)
    , m_cancel(new QPushButton(tr("Cancel")))
{
    setObjectName("retryBanner"_L1);
    m_words->setObjectName("retryWords"_L1);
    m_words->setTextFormat(Qt::PlainText);
    m_words->setWordWrap(true);
    setAccessibleIdentity(m_cancel, "cancelRetries", tr("Cancel"));
    m_cancel->setToolTip(tr("Cancels the requests that are being retried"));
    m_cancel->setAccessibleDescription(m_cancel->toolTip());
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(12, 7, 12, 7);
    layout->setSpacing(8);
    layout->addWidget(m_icon);
    layout->addWidget(m_words, 1);
    layout->addWidget(m_cancel);
    takeColours();
    hide();

    m_tick.setSingleShot(true);
    m_tick.setTimerType(Qt::PreciseTimer); // a coarse one may skip a second
    connect(&m_tick, &QTimer::timeout, this, &RetryBanner::render);
    connect(m_cancel, &QPushButton::clicked, this, [this] {
        if (m_connection)
            m_connection->cancelRetries();
    });
}

void RetryBanner::setConnection(admin::Connection *connection)
{
    if (m_connection)
        m_connection->disconnect(this);
    m_connection = connection;
    if (connection != nullptr) {
        connect(connection, &admin::Connection::retriesChanged, this, [this] {
            render();
            tell();
        });
        connect(connection, &QObject::destroyed, this, &RetryBanner::render);
    }
    render();
    tell();
}

void RetryBanner::render()
{
    const QList<acs::RetryNotice> retries =
        m_connection ? m_connection->retries() : QList<acs::RetryNotice>();
    setVisible(!retries.isEmpty());
    if (retries.isEmpty()) {
        m_tick.stop();
        return;
    }
    const acs::RetryNotice &next = retries.first();
    const qint64 left = std::max<qint64>(0, m_connection->clock().now().msecsTo(next.at));
    const qint64 seconds = (left + second - 1) / second;
    QString words = retryText(next, seconds, m_connection->host());
    if (retries.size() > 1)
        words += u' ' + othersText(retries.size() - 1);
    m_words->setText(words);
    if (std::exchange(m_span, seconds / toldEvery) != seconds / toldEvery)
        tell();
    m_tick.start(static_cast<int>(seconds > 0 ? left - (seconds - 1) * second : second));
}

/// Sets the text as accessible name. A label without a name would report each change of its text,
/// which happens every second.
void RetryBanner::tell()
{
    if (m_words->accessibleName() != m_words->text())
        m_words->setAccessibleName(m_words->text());
}

void RetryBanner::takeColours()
{
    m_icon->setPixmap(icon(u"clock"_s, QPalette::LinkVisited)
                          .pixmap(QSize(iconSize, iconSize), devicePixelRatioF()));
    update();
}

void RetryBanner::paintEvent(QPaintEvent *)
{
    const StateColours &strip = severityColours(Severity::Warning, palette());
    QPainter painter(this);
    painter.fillRect(rect(), strip.background);
    painter.fillRect(QRect(0, 0, width(), 1), strip.border);
}

void RetryBanner::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        takeColours();
}

} // namespace roomkeeper::ui
