#pragma once

#include <QDateTime>
#include <QFrame>

class QCalendarWidget;
class QTimeEdit;

namespace roomkeeper::ui {

/// The calendar of a DateTimeEdit: a day and a time of day in the displayed zone. It does not
/// convert between zones.
class DateTimePopup : public QFrame
{
    Q_OBJECT

public:
    /// Deletes itself when closed.
    DateTimePopup(const QDate &date, const QTime &time, QWidget *parent);
    Q_DISABLE_COPY_MOVE(DateTimePopup)

    /// Opens below the given widget, or above it if there is no space.
    void openAt(const QWidget &anchor);

signals:
    /// Another day or time was selected; the popup may stay open.
    void picked(const QDate &date, const QTime &time);
    /// It was closed with Esc.
    void cancelled();

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    void tell();

    QCalendarWidget *m_calendar;
    QTimeEdit *m_time;
};

} // namespace roomkeeper::ui
