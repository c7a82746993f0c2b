#pragma once

#include "ui/common/datetimetext.h"
#include "ui/common/timedisplay.h"

#include <QPointer>
#include <QWidget>

class QLineEdit;
class QToolButton;

namespace roomkeeper::ui {

class HintLabel;
class DateTimePopup;

/// A date and time, typed or selected in a calendar, in the zone of the TimeDisplay. A problem with
/// the text is shown below the field; for a time that occurs twice there is a button for each of
/// the two. (In Qt 6.4, QDateTimeEdit supports no time zones and no free text, and assistive tools
/// can't set it.)
class DateTimeEdit : public QWidget
{
    Q_OBJECT

public:
    /// `display` must outlive this.
    explicit DateTimeEdit(TimeDisplay &display, QWidget *parent = nullptr);
    Q_DISABLE_COPY_MOVE(DateTimeEdit)

    /// Sets the time without emitting changed(). dateTime() returns exactly this value until the
    /// text is edited, although the text shows whole minutes only.
    void setDateTime(const QDateTime &utc);
    /// UTC; invalid if the text is not exactly one time.
    QDateTime dateTime() const { return m_reading.utc; }

    QString text() const;
    /// As if it was typed: emits changed().
    void setText(const QString &text);

    /// Why the text is not a time; empty if it is.
    QString problem() const { return m_reading.problem; }
    /// A broken rule to show below the field, while the text itself has no problem.
    void setRuleMessage(const QString &message);

    void setReadOnly(bool readOnly);
    QLineEdit *lineEdit() const { return m_line; }
    /// Sets the names of the line edit and the calendar button.
    void setName(const QString &accessibleName, const QString &objectName);

    /// Opens the calendar.
    void pick();
    /// The present value is the one to which Esc goes back.
    void setUnchanged();

signals:
    /// The text was changed in any way (typed, selected, by an assistive tool).
    void changed();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    /// Esc: puts back the value that was there when the field got the focus.
    bool restore();
    void textEdited();
    void zoneChanged();
    void showHints();
    void showChoices();
    void write(const QString &text);
    void placeButton();

    TimeDisplay &m_display;
    QLineEdit *m_line;
    QToolButton *m_button;
    HintLabel *m_hint;
    QWidget *m_choices;
    QPointer<DateTimePopup> m_popup;
    DateTimeReading m_reading;
    // The value to which Esc goes back.
    QString m_textBefore;
    DateTimeReading m_readingBefore;
    QString m_ruleMessage;
    bool m_writing = false;
};

} // namespace roomkeeper::ui
