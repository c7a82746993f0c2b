#pragma once

#include <QObject>

#include <functional>

class QWidget;

namespace roomkeeper::app {

/// Does something once a window has been painted for the first time, so that what takes its time
/// does not keep the window back; after a second also where it is not painted, since nobody sees
/// it. Goes with the window.
class AfterFirstPaint : public QObject
{
    Q_OBJECT

public:
    AfterFirstPaint(QWidget &window, std::function<void()> work);
    Q_DISABLE_COPY_MOVE(AfterFirstPaint)

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void go();

    std::function<void()> m_work;
};

} // namespace roomkeeper::app
