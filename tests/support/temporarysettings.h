#pragma once

#include "ui/common/settings.h"

#include <QTemporaryDir>

namespace roomkeeper::tests {

namespace detail {

struct SettingsFolder
{
    QTemporaryDir folder;
};

} // namespace detail

/// Settings in a file of their own, which is deleted with them.
class TemporarySettings : private detail::SettingsFolder, public ui::Settings
{
public:
    TemporarySettings()
        : Settings(folder.filePath(QStringLiteral("settings.conf")))
    {
    }
};

} // namespace roomkeeper::tests
