#pragma once

#include <QObject>

#include <functional>

class QWidget;

namespace roomkeeper::app {

/// Runs a function once a window has been painted for the first time, so that slow work does not
/// delay the window. If the window is not painted within a second, for example because it is
/// hidden, the function runs then. Owned by the window.
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
