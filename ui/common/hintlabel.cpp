#include "ui/common/hintlabel.h"

#include "ui/common/screenfit.h"
#include "ui/common/style/theme.h"

#include <QEvent>
#include <QLayout>
#include <QScreen>

#include <algorithm>

namespace roomkeeper::ui {

namespace {

class Grower final : public QObject
{
public:
    explicit Grower(QWidget *window)
        : QObject(window)
        , m_window(window)
    {
        window->installEventFilter(this);
    }

protected:
    bool eventFilter(QObject *watched, QEvent *event) override
    {
        // The layout itself has already handled the event.
        const bool asked = event->type() == QEvent::LayoutRequest || event->type() == QEvent::Show;
        if (watched == m_window && asked)
            grow();
        if (watched == m_window && event->type() == QEvent::Resize)
            keepOnScreen();
        return QObject::eventFilter(watched, event);
    }

private:
    void grow()
    {
        const QLayout *layout = m_window->layout();
        if (!layout)
            return;
        const int wanted = layout->hasHeightForWidth()
                               ? layout->totalHeightForWidth(m_window->width())
                               : layout->totalSizeHint().height();
        const int needed = std::min(wanted, roomOnScreen(*m_window).height());
        if (needed > m_window->height())
            m_window->resize(m_window->width(), needed);
    }

    /// Moves a window up that has grown over the lower edge, where its buttons are.
    void keepOnScreen()
    {
        if (!m_window->isVisible())
            return;
        const QRect frame = m_window->frameGeometry();
        const QRect available = m_window->screen()->availableGeometry();
        if (frame.bottom() > available.bottom()) {
            const int top = available.bottom() + 1 - frame.height();
            m_window->move(frame.left(), std::max(available.top(), top));
        }
    }

    QWidget *m_window;
};

} // namespace

HintLabel::HintLabel(QWidget *parent)
    : QLabel(parent)
{
    setTextFormat(Qt::PlainText);
    setWordWrap(true);
    QSizePolicy policy(QSizePolicy::Expanding, QSizePolicy::Minimum);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
    hide();
}

void HintLabel::say(const char *role, const QString &text)
{
    if (property("role").toString() != QLatin1StringView(role))
        setStyleClass(this, role);
    setText(text);
    setVisible(!text.isEmpty());
}

void growWithContents(QWidget *window)
{
    new Grower(window); // owned by the window
}

} // namespace roomkeeper::ui
