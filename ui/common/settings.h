#pragma once

#include "ui/common/style/theme.h"
#include "ui/common/timedisplay.h"

#include <QByteArray>
#include <QHash>
#include <QKeySequence>
#include <QList>
#include <QMap>
#include <QObject>
#include <QSettings>
#include <QString>
#include <QStringList>

namespace roomkeeper::ui {

/// What the window remembers from one start to the next, in a settings file. All windows share one
/// object. Everything that is missing in the file, or damaged, has its default. Changes are stored
/// at once. Main thread.
class Settings : public QObject
{
    Q_OBJECT

public:
    /// The program's own file: the name of the application must be set.
    Settings() = default;
    /// Another file, which need not exist.
    explicit Settings(const QString &path);
    Q_DISABLE_COPY_MOVE(Settings)

    Theme::Mode theme() const;
    void setTheme(Theme::Mode mode);

    TimeDisplay::Mode zone() const;
    void setZone(TimeDisplay::Mode mode);

    /// As QWidget::saveGeometry() returned it; empty at first.
    QByteArray windowGeometry() const;
    void setWindowGeometry(const QByteArray &geometry);

    /// Whether the list of requests is shown; hidden at first.
    bool isActivityUnfolded() const;
    void setActivityUnfolded(bool isUnfolded);

    /// As QSplitter::saveState() returned it; empty at first.
    QByteArray roomsSplitter() const;
    void setRoomsSplitter(const QByteArray &state);

    /// How the user arranged the columns of a table, each by a name that is the same in every
    /// language and later version. May name columns that do not exist.
    struct Columns
    {
        QStringList order = {}; ///< empty: the original one
        /// Of the columns that the user resized, in device-independent pixels.
        QMap<QString, int> widths = {};
        QStringList hidden = {};
        QString sorted = {}; ///< empty: none was chosen
        bool isDescending = false;

        bool operator==(const Columns &) const = default;
    };
    Columns columns(const QString &table) const;
    void setColumns(const QString &table, const Columns &columns);

    /// The objectName of the chip that is checked above the room table; empty at first.
    QString chip() const;
    void setChip(const QString &objectName);

    /// The keys that the user chose, by the objectName of the action; an empty list where the
    /// action is to have none. Actions with their default keys are not in it.
    QHash<QString, QList<QKeySequence>> shortcuts() const;
    void setShortcut(const QString &action, const QList<QKeySequence> &keys);
    void resetShortcut(const QString &action);
    void resetShortcuts();

signals:
    void shortcutsChanged();

private:
    bool flag(const QString &key, bool otherwise) const;
    QByteArray bytes(QLatin1StringView key) const;

    QSettings m_file;
};

} // namespace roomkeeper::ui
