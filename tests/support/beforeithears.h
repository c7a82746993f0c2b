#pragma once

#include <QEvent>
#include <QObject>

#include <functional>
#include <utility>

namespace roomkeeper::tests {

/// Does something directly before an object receives a posted event.
class BeforeItHears : public QObject
{
public:
    BeforeItHears(QObject &hearer, std::function<void()> act)
        : m_act(std::move(act))
    {
        hearer.installEventFilter(this);
    }

    bool eventFilter(QObject *, QEvent *event) override
    {
        if (event->type() == QEvent::MetaCall)
            m_act();
        return false;
    }

private:
    std::function<void()> m_act;
};

} // namespace roomkeeper::tests
