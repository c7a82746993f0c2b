#pragma once

#include "admin/drafts/roomdraft.h"
#include "base/clock.h"
#include "ui/common/timedisplay.h"

#include <QWidget>

class QLabel;
class QPushButton;

namespace roomkeeper::ui {

class DateTimeEdit;

/// Opening and end of a room: two moments, how long that is, the presets counted from the opening,
/// and beside each field what is wrong with it. Knows no room and no rule of its own.
class ValidityEditor : public QWidget
{
    Q_OBJECT

public:
    /// Both outlive this.
    ValidityEditor(TimeDisplay &display, const Clock &clock, QWidget *parent = nullptr);
    Q_DISABLE_COPY_MOVE(ValidityEditor)

    /// Shows a bound without changed(): the moment where there is one, else the text as typed.
    void setValidFrom(const admin::DateTimeInput &input);
    void setValidUntil(const admin::DateTimeInput &input);
    admin::DateTimeInput validFrom() const;
    admin::DateTimeInput validUntil() const;

    /// Whether both fields name a moment.
    bool isReadable() const;
    /// Broken rules to stand beside their fields.
    void setProblems(const QList<admin::ValidityProblem> &problems);
    /// `reason`: why it is so, if that is to be said.
    void setReadOnly(bool readOnly, const QString &reason = {});
    /// Forgets what a preset had to say.
    void clearNote();

signals:
    /// Somebody changed the opening, the end.
    void validFromChanged();
    void validUntilChanged();
    /// The end was chosen by its distance from the opening; after validUntilChanged().
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
    bool m_readOnly = false;
};

} // namespace roomkeeper::ui
