#pragma once

#include <QFileSystemWatcher>
#include <QObject>
#include <QString>
#include <QTimeZone>
#include <QVariantMap>

namespace roomkeeper::ui {

/// The computer's time zone, also after it changes: follows the link that names it and the time
/// service of the desktop (org.freedesktop.timedate1 on the system bus). Main thread.
class SystemZone : public QObject
{
    Q_OBJECT

public:
    /// `link`: a symbolic link into the zone database. The environment variable TZ overrides it.
    explicit SystemZone(const QString &link = QStringLiteral("/etc/localtime"),
                        QObject *parent = nullptr);
    Q_DISABLE_COPY_MOVE(SystemZone)

    /// The last zone that could be read; UTC if there was none.
    QTimeZone zone() const { return m_zone; }
    /// Where the zone should be but can't be read; empty if it was read.
    QString problem() const { return m_problem; }

    void readAgain();

signals:
    void changed();
    /// The zone can't be read any more, or again: see problem().
    void problemChanged();

private slots:
    void propertiesChanged(const QString &interface, const QVariantMap &properties);

private:
    void read();
    void watch();
    void listen();

    const QString m_link;
    QTimeZone m_zone = QTimeZone::utc();
    QString m_problem;
    QFileSystemWatcher m_watcher;
};

} // namespace roomkeeper::ui
