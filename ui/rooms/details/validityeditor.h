#pragma once

#include "admin/drafts/roomdraft.h"
#include "base/clock.h"
#include "ui/common/timedisplay.h"

#include <QWidget>

class QLabel;
class QPushButton;

namespace roomkeeper::ui {

class DateTimeEdit;

/// *Valid from* and *Valid until* of a room, the duration between them, the presets, and next to
/// each field what is wrong with it. Contains no rules itself.
class ValidityEditor : public QWidget
{
    Q_OBJECT

public:
    /// Both must outlive this.
    ValidityEditor(TimeDisplay &display, const Clock &clock, QWidget *parent = nullptr);
    Q_DISABLE_COPY_MOVE(ValidityEditor)

    /// Shows a time without emitting a signal: formatted if it is valid, else as it was typed.
    void setValidFrom(const admin::DateTimeInput &input);
    void setValidUntil(const admin::DateTimeInput &input);
    // The value shown is the room's own: Esc goes back to it.
    void setValidFromUnchanged();
    void setValidUntilUnchanged();
    admin::DateTimeInput validFrom() const;
    admin::DateTimeInput validUntil() const;

    /// Whether both fields contain a time.
    bool isReadable() const;
    /// Broken rules, shown next to their fields.
    void setProblems(const QList<admin::ValidityProblem> &problems);
    /// `reason`: why, if it should be shown.
    void setReadOnly(bool readOnly, const QString &reason = {});
    /// The room as the service has it: what its presets mean, and whether *+1 hour* is offered.
    void setRoom(const acs::Room &room);
    /// Removes the note of a preset.
    void clearNote();

signals:
    /// The user changed *Valid from*, or *Valid until*.
    void validFromChanged();
    void validUntilChanged();
    /// The user selected a preset; emitted after validUntilChanged().
    void presetChosen();

private:
    QWidget *makePresets();
    void applyPreset(admin::ValidityPreset preset);
    void describe();

    TimeDisplay &m_display;
    const Clock &m_clock;
    QLabel *m_heading;
    DateTimeEdit *m_from;
    DateTimeEdit *m_until;
    QLabel *m_span;
    QLabel *m_note;
    QLabel *m_utc;
    QList<QPushButton *> m_presets;
    QDateTime m_presentEnd; ///< at the service
    bool m_readOnly = false;
};

} // namespace roomkeeper::ui
