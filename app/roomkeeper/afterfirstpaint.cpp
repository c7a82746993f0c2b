#include "afterfirstpaint.h"

#include <QEvent>
#include <QTimer>
#include <QWidget>

#include <chrono>
#include <utility>

namespace roomkeeper::app {

using namespace std::chrono_literals;

AfterFirstPaint::AfterFirstPaint(QWidget &window, std::function<void()> work)
    : QObject(&window)
    , m_work(std::move(work))
{
    window.installEventFilter(this);
    QTimer::singleShot(1s, this, &AfterFirstPaint::go);
}

bool AfterFirstPaint::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::Paint) {
        watched->removeEventFilter(this);
        // Queued, so that the window is on the screen by then.
        QMetaObject::invokeMethod(this, &AfterFirstPaint::go, Qt::QueuedConnection);
    }
    return false;
}

void AfterFirstPaint::go()
{
    if (const auto work = std::exchange(m_work, nullptr))
        work();
}

} // namespace roomkeeper::app
