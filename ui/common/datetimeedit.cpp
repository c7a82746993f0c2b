#include "ui/common/datetimeedit.h"

#include "base/qtversions.h"
#include "ui/common/accessibleidentity.h"
#include "ui/common/datetimepopup.h"
#include "ui/common/hintlabel.h"
#include "ui/common/style/icons.h"
#include "ui/common/style/theme.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLineEdit>
#include <QPushButton>
#include <QScopedValueRollback>
#include <QToolButton>
#include <QVBoxLayout>

namespace roomkeeper::ui {

using namespace Qt::StringLiterals;

DateTimeEdit::DateTimeEdit(TimeDisplay &display, QWidget *parent)
    : QWidget(parent)
    , m_display(display)
    , m_line(new QLineEdit(this))
    , m_button(new QToolButton(m_line))
    , m_hint(new HintLabel(this))
    , m_choices(new QWidget(this))
{
    m_line->setPlaceholderText(tr("yyyy-mm-dd hh:mm"));
    m_line->installEventFilter(this);

    m_button->setIcon(icon(u"calendar"_s, QPalette::PlaceholderText));
    m_button->setCursor(Qt::ArrowCursor);
    m_button->setFocusPolicy(Qt::TabFocus);
    m_button->setToolTip(tr("Choose from a calendar (Alt+Down)"));
    setStyleClass(m_button, "flat");
    m_line->setTextMargins(0, 0, m_button->sizeHint().width(), 0);
    setTabOrder(m_line, m_button);

    auto *choices = new QHBoxLayout(m_choices);
    choices->setContentsMargins(0, 0, 0, 0);

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(4);
    layout->addWidget(m_line);
    layout->addWidget(m_hint);
    layout->addWidget(m_choices);
    setFocusProxy(m_line);

    // textChanged, not textEdited: setting text through an assistive tool emits only the former.
    connect(m_line, &QLineEdit::textChanged, this, [this] {
        if (!m_writing)
            textEdited();
    });
    connect(m_button, &QToolButton::clicked, this, &DateTimeEdit::pick);
    connect(&m_display, &TimeDisplay::changed, this, &DateTimeEdit::zoneChanged);
    setName(tr("Date and time"), u"moment"_s);
    showHints();
}

void DateTimeEdit::setDateTime(const QDateTime &utc)
{
    write(dateTimeText(utc, m_display.zone()));
    m_reading = {.utc = utc};
    setUnchanged();
    showHints();
}

void DateTimeEdit::setUnchanged()
{
    m_textBefore = m_line->text();
    m_readingBefore = m_reading;
}

bool DateTimeEdit::restore()
{
    if (m_line->text() == m_textBefore || m_line->isReadOnly())
        return false;
    write(m_textBefore);
    m_reading = m_readingBefore; // with the seconds that the text does not show
    showHints();
    emit changed();
    return true;
}

QString DateTimeEdit::text() const
{
    return m_line->text();
}

void DateTimeEdit::setText(const QString &text)
{
    m_line->setText(text);
}

void DateTimeEdit::setRuleMessage(const QString &message)
{
    if (message == m_ruleMessage)
        return;
    m_ruleMessage = message;
    showHints();
}

void DateTimeEdit::setReadOnly(bool readOnly)
{
    m_line->setReadOnly(readOnly);
    m_button->setEnabled(!readOnly);
    m_line->update();
}

void DateTimeEdit::setName(const QString &accessibleName, const QString &objectName)
{
    setObjectName(objectName + u"Edit"_s);
    m_line->setObjectName(objectName);
    m_line->setAccessibleName(accessibleName);
    m_button->setObjectName(objectName + u"Calendar"_s);
    //: %1 is the name of the field: "Calendar for Valid from"
    m_button->setAccessibleName(tr("Calendar for %1").arg(accessibleName));
    m_hint->setObjectName(objectName + u"Hint"_s);
}

void DateTimeEdit::pick()
{
    if (m_popup || m_line->isReadOnly())
        return;
    // If the text can't be parsed, the calendar starts at the present minute.
    const QDateTime start =
        m_reading.utc.isValid() ? m_reading.utc : QDateTime::currentDateTimeUtc();
    const QDateTime shown = start.toTimeZone(m_display.zone());
    setUnchanged();
    m_popup = new DateTimePopup(shown.date(), shown.time(), this);
    connect(m_popup, &DateTimePopup::picked, this, [this](const QDate &date, const QTime &time) {
        setText(QDateTime(date, time, utcZone).toString(u"yyyy-MM-dd HH:mm"));
        m_line->setModified(true); // as if it was typed
    });
    connect(m_popup, &DateTimePopup::cancelled, this, &DateTimeEdit::restore);
    m_popup->openAt(*m_line);
}

bool DateTimeEdit::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_line) {
        if (event->type() == QEvent::Resize) {
            placeButton();
        } else if (event->type() == QEvent::FocusIn) {
            const auto reason = static_cast<QFocusEvent *>(event)->reason();
            const bool isReturn = reason == Qt::PopupFocusReason || reason == Qt::MenuBarFocusReason
                                  || reason == Qt::ActiveWindowFocusReason;
            if (!isReturn)
                setUnchanged();
        } else if (event->type() == QEvent::ShortcutOverride) {
            // Esc must not be taken by a shortcut.
            if (static_cast<QKeyEvent *>(event)->matches(QKeySequence::Cancel)
                && m_line->text() != m_textBefore) {
                event->accept();
                return true;
            }
        } else if (event->type() == QEvent::KeyPress) {
            const auto *key = static_cast<QKeyEvent *>(event);
            const bool altDown =
                key->key() == Qt::Key_Down && key->modifiers().testFlag(Qt::AltModifier);
            if (altDown || key->key() == Qt::Key_F4) {
                pick();
                return true;
            }
            if (key->matches(QKeySequence::Cancel) && restore())
                return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

void DateTimeEdit::textEdited()
{
    m_reading = readDateTime(m_line->text(), m_display.zone());
    showHints();
    emit changed();
}

void DateTimeEdit::zoneChanged()
{
    if (m_reading.utc.isValid()) {
        const QDateTime before = m_readingBefore.utc;
        setDateTime(m_reading.utc);
        if (before.isValid()) {
            m_textBefore = dateTimeText(before, m_display.zone());
            m_readingBefore = {.utc = before};
        }
        return;
    }
    // A text that is not a time in one zone may be one in the other.
    m_reading = readDateTime(m_line->text(), m_display.zone());
    showHints();
    if (m_reading.utc.isValid())
        emit changed();
}

void DateTimeEdit::showHints()
{
    const QString problem = m_reading.problem.isEmpty() ? m_ruleMessage : m_reading.problem;
    const QString hint = u"%1 %2"_s.arg(problem, m_reading.note).trimmed();
    m_hint->say(problem.isEmpty() ? "muted" : "error", hint);
    m_line->setAccessibleDescription(hint);
    showChoices();
}

void DateTimeEdit::showChoices()
{
    // Later, because one of them may be emitting its signal.
    for (QPushButton *old : m_choices->findChildren<QPushButton *>()) {
        old->hide();
        old->setObjectName(QString());
        old->deleteLater();
    }
    auto *layout = static_cast<QHBoxLayout *>(m_choices->layout());
    while (layout->count() > 0)
        delete layout->takeAt(0);
    for (const QDateTime &choice : m_reading.choices) {
        const QString place = offsetText(m_display.zone().offsetFromUtc(choice));
        const QString clock = choice.toTimeZone(m_display.zone()).toString(u"HH:mm");
        const bool first = choice == m_reading.choices.first();
        //: The one of two equal clock times: %1 the time, %2 its offset.
        auto *button = new QPushButton(first ? tr("First %1 (%2)").arg(clock, place)
                                             : tr("Second %1 (%2)").arg(clock, place),
                                       m_choices);
        button->setAccessibleName(button->text());
        button->setObjectName(m_line->objectName() + (first ? u"First"_s : u"Second"_s));
        setStyleClass(button, "preset");
        connect(button, &QPushButton::clicked, this,
                [this, choice] { setText(dateTimeText(choice, m_display.zone())); });
        layout->addWidget(button);
    }
    layout->addStretch();
    m_choices->setVisible(!m_reading.choices.isEmpty());
}

void DateTimeEdit::write(const QString &text)
{
    const QScopedValueRollback writing(m_writing, true);
    m_line->setText(text);
}

void DateTimeEdit::placeButton()
{
    const QSize size = m_button->sizeHint();
    const int height = qMin(size.height(), m_line->height() - 4);
    m_button->setGeometry(m_line->width() - size.width() - 2, (m_line->height() - height) / 2,
                          size.width(), height);
}

} // namespace roomkeeper::ui
