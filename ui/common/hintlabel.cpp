#include "ui/common/hintlabel.h"

#include "ui/common/theme.h"

#include <QEvent>
#include <QLayout>

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
        // The layout itself has handled the request already.
        const bool asked = event->type() == QEvent::LayoutRequest || event->type() == QEvent::Show;
        if (watched == m_window && asked)
            grow();
        return QObject::eventFilter(watched, event);
    }

private:
    void grow()
    {
        const QLayout *layout = m_window->layout();
        if (!layout || !layout->hasHeightForWidth())
            return;
        const int needed = layout->totalHeightForWidth(m_window->width());
        if (needed > m_window->height())
            m_window->resize(m_window->width(), needed);
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
        setRole(this, role);
    setText(text);
    setVisible(!text.isEmpty());
}

void growWithContents(QWidget *window)
{
    new Grower(window); // owned by the window
}

} // namespace roomkeeper::ui
