#include "ui/common/datetimepopup.h"

#include "ui/common/accessibleidentity.h"
#include "ui/common/style/icons.h"
#include "ui/common/style/theme.h"

#include <QCalendarWidget>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QPushButton>
#include <QScreen>
#include <QTextCharFormat>
#include <QTimeEdit>
#include <QToolButton>
#include <QVBoxLayout>

#include <utility>

namespace roomkeeper::ui {

using namespace Qt::StringLiterals;

DateTimePopup::DateTimePopup(const QDate &date, const QTime &time, QWidget *parent)
    : QFrame(parent, Qt::Popup)
    , m_calendar(new QCalendarWidget(this))
    , m_time(new QTimeEdit(time, this))
{
    setAttribute(Qt::WA_DeleteOnClose);
    setFrameShape(QFrame::StyledPanel);
    setObjectName("dateTimePopup"_L1);

    setAccessibleIdentity(m_calendar, "momentCalendar", tr("Calendar"));
    m_calendar->setSelectedDate(date);
    m_calendar->setVerticalHeaderFormat(QCalendarWidget::NoVerticalHeader);
    m_calendar->setFirstDayOfWeek(locale().firstDayOfWeek());
    // Qt's own arrows are pictures in other colours.
    for (const auto &[button, arrow] :
         {std::pair("qt_calendar_prevmonth"_L1, u"chevron-left"_s),
          std::pair("qt_calendar_nextmonth"_L1, u"chevron-right"_s)}) {
        if (auto *tool = m_calendar->findChild<QToolButton *>(button))
            tool->setIcon(icon(arrow));
    }
    if (auto *bar = m_calendar->findChild<QWidget *>("qt_calendar_navigationbar"_L1))
        bar->setBackgroundRole(QPalette::Base);
    // Weekends in the colour of the other days: red would look like an error.
    for (const Qt::DayOfWeek day : {Qt::Saturday, Qt::Sunday})
        m_calendar->setWeekdayTextFormat(day, QTextCharFormat());

    setAccessibleIdentity(m_time, "momentTime", tr("Time of day"));
    m_time->setDisplayFormat(u"HH:mm"_s);
    auto *label = new QLabel(tr("&Time"), this);
    label->setBuddy(m_time);
    auto *done = new QPushButton(tr("Done"), this);
    setAccessibleIdentity(done, "momentDone", tr("Done"));
    setStyleClass(done, "primary");

    auto *foot = new QHBoxLayout;
    foot->addWidget(label);
    foot->addWidget(m_time);
    foot->addStretch();
    foot->addWidget(done);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(8, 8, 8, 8);
    layout->addWidget(m_calendar);
    layout->addLayout(foot);

    connect(m_calendar, &QCalendarWidget::selectionChanged, this, &DateTimePopup::tell);
    connect(m_calendar, &QCalendarWidget::activated, this, &QWidget::close);
    connect(m_time, &QTimeEdit::timeChanged, this, &DateTimePopup::tell);
    connect(done, &QPushButton::clicked, this, &QWidget::close);
}

void DateTimePopup::openAt(const QWidget &anchor)
{
    adjustSize();
    QPoint place = anchor.mapToGlobal(QPoint(0, anchor.height() + 2));
    if (const QScreen *screen = anchor.screen()) {
        const QRect room = screen->availableGeometry();
        if (place.y() + height() > room.bottom())
            place.setY(anchor.mapToGlobal(QPoint(0, 0)).y() - height() - 2);
        place.setX(qBound(room.left(), place.x(), qMax(room.left(), room.right() - width())));
        place.setY(qMax(room.top(), place.y()));
    }
    move(place);
    show();
    m_calendar->setFocus();
}

void DateTimePopup::keyPressEvent(QKeyEvent *event)
{
    if (event->matches(QKeySequence::Cancel)) {
        emit cancelled();
        close();
        return;
    }
    QFrame::keyPressEvent(event);
}

void DateTimePopup::tell()
{
    emit picked(m_calendar->selectedDate(), m_time->time());
}

} // namespace roomkeeper::ui
