#include "ui/rooms/details/validityeditor.h"

#include "admin/rooms/roomstate.h"
#include "ui/common/accessibleidentity.h"
#include "ui/common/datetimeedit.h"
#include "ui/common/datetimetext.h"
#include "ui/common/durationtext.h"
#include "ui/common/style/theme.h"

#include <QCoreApplication>
#include <QGridLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalBlocker>

#include <array>

namespace roomkeeper::ui {

using namespace Qt::StringLiterals;
using admin::ValidityPreset;

namespace {

struct PresetButton
{
    ValidityPreset preset;
    const char *objectName;
    const char *shortText;
    const char *name;
};

constexpr std::array presetButtons{
    PresetButton{ValidityPreset::Hour, "presetHour", QT_TRANSLATE_NOOP("ValidityEditor", "1 h"),
                 QT_TRANSLATE_NOOP("ValidityEditor", "1 hour")},
    PresetButton{ValidityPreset::Day, "presetDay", QT_TRANSLATE_NOOP("ValidityEditor", "1 day"),
                 QT_TRANSLATE_NOOP("ValidityEditor", "1 day")},
    PresetButton{ValidityPreset::Week, "presetWeek", QT_TRANSLATE_NOOP("ValidityEditor", "1 week"),
                 QT_TRANSLATE_NOOP("ValidityEditor", "1 week")},
    PresetButton{ValidityPreset::Month, "presetMonth",
                 QT_TRANSLATE_NOOP("ValidityEditor", "1 month"),
                 QT_TRANSLATE_NOOP("ValidityEditor", "1 month")},
    PresetButton{ValidityPreset::Days180, "preset180Days",
                 QT_TRANSLATE_NOOP("ValidityEditor", "180 days"),
                 QT_TRANSLATE_NOOP("ValidityEditor", "180 days")},
    PresetButton{ValidityPreset::PlusHour, "presetPlusHour",
                 QT_TRANSLATE_NOOP("ValidityEditor", "+1 h"),
                 QT_TRANSLATE_NOOP("ValidityEditor", "+1 hour")},
};

QString translated(const char *text)
{
    return QCoreApplication::translate("ValidityEditor", text);
}

QString presetTip(const PresetButton &preset)
{
    if (preset.preset == ValidityPreset::PlusHour)
        return ValidityEditor::tr("Moves Valid until by an hour");
    return ValidityEditor::tr("Sets Valid until to %1 after Valid from, or from now if the room "
                              "has already opened")
        .arg(translated(preset.name));
}

QLabel *wrappedLabel(const char *objectName, const char *role)
{
    auto *label = new QLabel;
    label->setObjectName(QLatin1StringView(objectName));
    label->setWordWrap(true);
    setStyleClass(label, role);
    return label;
}

/// A value that is already shown stays as it was typed: an update of the room must not rewrite a
/// field while the user is typing in it.
void showInput(DateTimeEdit *edit, const admin::DateTimeInput &input)
{
    const bool isShown =
        input.utc.isValid() ? edit->dateTime() == input.utc : edit->text() == input.text;
    if (isShown)
        return;
    const QSignalBlocker blocker(edit);
    if (input.utc.isValid())
        edit->setDateTime(input.utc);
    else
        edit->setText(input.text);
}

} // namespace

ValidityEditor::ValidityEditor(TimeDisplay &display, const Clock &clock, QWidget *parent)
    : QWidget(parent)
    , m_display(display)
    , m_clock(clock)
    , m_heading(new QLabel)
    , m_from(new DateTimeEdit(display))
    , m_until(new DateTimeEdit(display))
    , m_span(new QLabel)
    , m_note(wrappedLabel("validityNote", "muted"))
    , m_utc(wrappedLabel("validityUtc", "muted"))
{
    setStyleClass(m_heading, "section");
    m_heading->setObjectName(QLatin1StringView("validityHeading"));
    m_from->setName(tr("Valid from"), u"validFrom"_s);
    m_until->setName(tr("Valid until"), u"validUntil"_s);
    auto *fromLabel = new QLabel(tr("Valid &from"));
    fromLabel->setBuddy(m_from->lineEdit());
    auto *untilLabel = new QLabel(tr("Valid &until"));
    untilLabel->setBuddy(m_until->lineEdit());
    m_span->setObjectName(QLatin1StringView("validitySpan"));
    setStyleClass(m_span, "muted");

    auto *layout = new QGridLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setHorizontalSpacing(12);
    layout->setVerticalSpacing(6);
    layout->setColumnStretch(0, 1);
    layout->setColumnStretch(1, 1);
    auto *head = new QHBoxLayout;
    head->addWidget(m_heading, 1);
    head->addWidget(m_span);
    layout->addLayout(head, 0, 0, 1, 2);
    layout->addWidget(fromLabel, 1, 0);
    layout->addWidget(untilLabel, 1, 1);
    layout->addWidget(m_from, 2, 0, Qt::AlignTop);
    layout->addWidget(m_until, 2, 1, Qt::AlignTop);
    layout->addWidget(makePresets(), 3, 0, 1, 2);
    layout->addWidget(m_note, 4, 0, 1, 2);
    layout->addWidget(m_utc, 5, 0, 1, 2);

    connect(m_from, &DateTimeEdit::changed, this, [this] {
        clearNote();
        describe();
        emit validFromChanged();
    });
    connect(m_until, &DateTimeEdit::changed, this, [this] {
        clearNote();
        describe();
        emit validUntilChanged();
    });
    connect(&display, &TimeDisplay::changed, this, &ValidityEditor::describe);
    m_note->hide();
    describe();
}

QWidget *ValidityEditor::makePresets()
{
    auto *row = new QWidget;
    auto *layout = new QHBoxLayout(row);
    layout->setContentsMargins(0, 2, 0, 0);
    layout->setSpacing(6);
    for (const PresetButton &each : presetButtons) {
        auto *button = new QPushButton(translated(each.shortText));
        setAccessibleIdentity(button, each.objectName, translated(each.name));
        button->setToolTip(presetTip(each));
        button->setAutoDefault(false);
        setStyleClass(button, "preset");
        connect(button, &QPushButton::clicked, this,
                [this, preset = each.preset] { applyPreset(preset); });
        layout->addWidget(button);
        if (each.preset == ValidityPreset::PlusHour)
            button->hide(); // until setRoom()
        m_presets.append(button);
    }
    layout->addStretch();
    return row;
}

void ValidityEditor::applyPreset(ValidityPreset preset)
{
    const admin::PresetEnd end = admin::presetEnd(preset,
                                                  {.validFrom = m_from->dateTime(),
                                                   .validUntil = m_until->dateTime(),
                                                   .presentEnd = m_presentEnd},
                                                  m_display.zone(), m_clock.now());
    if (!end.validUntil.isValid())
        return;
    m_until->setDateTime(end.validUntil);
    describe();
    m_note->setText(end.note);
    m_note->setVisible(!end.note.isEmpty());
    emit validUntilChanged();
    emit presetChosen();
}

void ValidityEditor::setValidFrom(const admin::DateTimeInput &input)
{
    showInput(m_from, input);
    describe();
}

void ValidityEditor::setValidUntil(const admin::DateTimeInput &input)
{
    showInput(m_until, input);
    describe();
}

void ValidityEditor::setValidFromUnchanged()
{
    m_from->setUnchanged();
}

void ValidityEditor::setValidUntilUnchanged()
{
    m_until->setUnchanged();
}

admin::DateTimeInput ValidityEditor::validFrom() const
{
    return {.text = m_from->text(), .utc = m_from->dateTime()};
}

admin::DateTimeInput ValidityEditor::validUntil() const
{
    return {.text = m_until->text(), .utc = m_until->dateTime()};
}

bool ValidityEditor::isReadable() const
{
    return m_from->dateTime().isValid() && m_until->dateTime().isValid();
}

void ValidityEditor::setProblems(const QList<admin::ValidityProblem> &problems)
{
    QString ofFrom;
    QString ofUntil;
    for (const admin::ValidityProblem &problem : problems)
        (problem.bound == admin::ValidityBound::From ? ofFrom : ofUntil) = problem.message;
    m_from->setRuleMessage(ofFrom);
    m_until->setRuleMessage(ofUntil);
}

void ValidityEditor::setReadOnly(bool readOnly, const QString &reason)
{
    m_readOnly = readOnly;
    m_from->setReadOnly(readOnly);
    m_until->setReadOnly(readOnly);
    m_from->setToolTip(reason);
    m_until->setToolTip(reason);
    for (int each = 0; each < m_presets.size(); ++each) {
        m_presets.at(each)->setToolTip(
            reason.isEmpty() ? presetTip(presetButtons.at(static_cast<size_t>(each))) : reason);
    }
    describe();
}

void ValidityEditor::setRoom(const acs::Room &room)
{
    m_presentEnd = room.validUntil.toUtc();
    const bool isOpen = admin::isOpen(room, acs::Timestamp::fromUtc(m_clock.now()));
    for (int each = 0; each < m_presets.size(); ++each) {
        if (presetButtons.at(static_cast<size_t>(each)).preset == ValidityPreset::PlusHour)
            m_presets.at(each)->setVisible(isOpen);
    }
}

void ValidityEditor::clearNote()
{
    m_note->hide();
    m_note->clear();
}

/// Describes the time between the two.
void ValidityEditor::describe()
{
    const QDateTime from = m_from->dateTime();
    const QDateTime until = m_until->dateTime();
    // The clocks may change between the two.
    const QString zoneOfFrom = m_display.zoneName(from);
    const QString zoneOfUntil = m_display.zoneName(until);
    m_heading->setText(!until.isValid() || zoneOfFrom == zoneOfUntil
                           ? tr("Validity · times in %1").arg(zoneOfFrom)
                           : tr("Validity · from: %1, until: %2").arg(zoneOfFrom, zoneOfUntil));
    for (QPushButton *button : std::as_const(m_presets))
        button->setEnabled(!m_readOnly && from.isValid());

    const bool isSpan = from.isValid() && until > from;
    m_span->setText(isSpan ? durationText(std::chrono::seconds(from.secsTo(until))) : QString());

    // People who use these times in code or logs read them in UTC.
    const bool isWorthSaying = isSpan && m_display.mode() != TimeDisplay::Mode::Utc
                               && m_display.zone().offsetFromUtc(from) != 0;
    m_utc->setVisible(isWorthSaying);
    if (isWorthSaying) {
        m_utc->setText(
            tr("In UTC: %1 to %2")
                .arg(dateTimeText(from, QTimeZone::utc()), dateTimeText(until, QTimeZone::utc())));
    }
}

} // namespace roomkeeper::ui
