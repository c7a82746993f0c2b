#pragma once

#include <QDateTime>
#include <QFrame>

class QCalendarWidget;
class QTimeEdit;

namespace roomkeeper::ui {

/// The calendar that drops from a DateTimeEdit: a day and a time of day on the clock of the shown
/// zone. It knows no zones; what the pair means is for who asked.
class DateTimePopup : public QFrame
{
    Q_OBJECT

public:
    /// Deletes itself when closed.
    DateTimePopup(const QDate &date, const QTime &time, QWidget *parent);
    Q_DISABLE_COPY_MOVE(DateTimePopup)

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
