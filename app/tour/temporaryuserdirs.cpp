#include "tour/temporaryuserdirs.h"

#include <QFile>
#include <QSettings>
#include <QStandardPaths>

namespace roomkeeper::app {

TemporaryUserDirs::TemporaryUserDirs()
{
    if (!m_folder.isValid())
        return;
    // Both QStandardPaths and QSettings use these.
    for (const char *variable : {"XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME"})
        qputenv(variable, QFile::encodeName(m_folder.path()));
    QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, m_folder.path());
}

} // namespace roomkeeper::app
