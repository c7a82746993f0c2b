#pragma once

#include <QEvent>
#include <QObject>

#include <functional>
#include <utility>

namespace roomkeeper::tests {

/// Does something at the last moment before an object gets what was posted to it.
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
