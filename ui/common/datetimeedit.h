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

/// A moment, typed or picked from a calendar, shown in the zone of the TimeDisplay. What is wrong
/// with the text stands under the field; a time that the clocks show twice comes with a button for
/// each of the two. (QDateTimeEdit knows no zones in Qt 6.4, takes no free text and can't be set
/// by assistive tools.)
class DateTimeEdit : public QWidget
{
    Q_OBJECT

public:
    /// `display` outlives this.
    explicit DateTimeEdit(TimeDisplay &display, QWidget *parent = nullptr);
    Q_DISABLE_COPY_MOVE(DateTimeEdit)

    /// Shows a moment without changed(). moment() gives exactly this one back until the text is
    /// edited, though the text holds whole minutes only.
    void setDateTime(const QDateTime &utc);
    /// UTC; invalid where the text names no one moment.
    QDateTime dateTime() const { return m_reading.utc; }

    QString text() const;
    /// As if typed: changed() follows.
    void setText(const QString &text);

    /// Why the text names no moment; empty where it does.
    QString problem() const { return m_reading.problem; }
    /// A broken rule to show under the field; shown while the text has no problem of its own.
    void setRuleMessage(const QString &message);

    void setReadOnly(bool readOnly);
    QLineEdit *lineEdit() const { return m_line; }
    /// Names the line edit, and the calendar button after it.
    void setName(const QString &accessibleName, const QString &objectName);

    /// Opens the calendar.
    void pick();

signals:
    /// The text was changed, by whatever way (typed, picked, through an assistive tool).
    void changed();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
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
    QString m_ruleMessage;
    bool m_writing = false;
};

} // namespace roomkeeper::ui
