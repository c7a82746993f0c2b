#pragma once

#include <QDateTime>
#include <QObject>
#include <QString>
#include <QTimeZone>

namespace roomkeeper::ui {

class SystemZone;

/// Switches between local time and UTC: everything that shows a time uses this and listens to
/// changed(). Times are passed in UTC. Main thread.
class TimeDisplay : public QObject
{
    Q_OBJECT

public:
    enum class Mode { Local, Utc };

    /// `local` is the zone of Mode::Local: the computer's zone, another one in tests.
    explicit TimeDisplay(QObject *parent = nullptr);
    explicit TimeDisplay(const QTimeZone &local, QObject *parent = nullptr);
    /// Follows the computer's zone, which outlives this.
    explicit TimeDisplay(SystemZone &system, QObject *parent = nullptr);
    Q_DISABLE_COPY_MOVE(TimeDisplay)

    Mode mode() const { return m_mode; }
    void setMode(Mode mode);

    /// Of Mode::Local.
    QTimeZone localZone() const { return m_local; }
    /// Reads the computer's zone again, in case a change of it was not noticed.
    void readSystemZone();

    QTimeZone zone() const;
    /// "UTC", or "Berlin (UTC+1)" with the offset at `utc` (now if that is invalid).
    QString zoneName(const QDateTime &utc = {}) const;

    /// "2026-11-22 14:03".
    QString dateTime(const QDateTime &utc) const;
    /// "22 Nov 13:30", with the year if it is not the year of `now`: "22 Nov 2027 13:30".
    QString shortDateTime(const QDateTime &utc, const QDateTime &now) const;
    /// "14:03".
    QString clockTime(const QDateTime &utc) const;
    /// "14:03:11".
    QString clockTimeWithSeconds(const QDateTime &utc) const;

signals:
    void changed();

private:
    QTimeZone m_local;
    SystemZone *m_system = nullptr; ///< null if the local zone is fixed
    Mode m_mode = Mode::Local;
};

/// "Berlin" of Europe/Berlin, "St Johns" of America/St_Johns, "UTC" of UTC.
QString placeName(const QTimeZone &zone);

} // namespace roomkeeper::ui
