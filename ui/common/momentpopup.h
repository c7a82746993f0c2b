#pragma once

#include <QDateTime>
#include <QFrame>

class QCalendarWidget;
class QTimeEdit;

namespace roomkeeper::ui {

/// The calendar that drops from a MomentEdit: a day and a time of day on the clock of the shown
/// zone. It knows no zones; what the pair means is for who asked.
class MomentPopup : public QFrame
{
    Q_OBJECT

public:
    /// Deletes itself when closed.
    MomentPopup(const QDate &date, const QTime &time, QWidget *parent);
    Q_DISABLE_COPY_MOVE(MomentPopup)

    /// Opens under (or above, where there is no room) the given widget.
    void openAt(const QWidget &anchor);

signals:
    /// Another day or time was chosen; the popup may stay open.
    void picked(const QDate &date, const QTime &time);

private:
    void tell();

    QCalendarWidget *m_calendar;
    QTimeEdit *m_time;
};

} // namespace roomkeeper::ui
