#pragma once

#include <QTemporaryDir>

namespace roomkeeper::app {

/// While this object exists, the program uses a temporary, empty folder for settings, connections
/// and names, as at its first start. The folder is deleted with this object. Create it before
/// anything reads those files; child processes inherit the folder.
class TemporaryUserDirs
{
public:
    TemporaryUserDirs();
    ~TemporaryUserDirs() = default;
    Q_DISABLE_COPY_MOVE(TemporaryUserDirs)

    /// Whether the folder exists. Otherwise the user's own files would be read and changed.
    bool isValid() const { return m_folder.isValid(); }

private:
    QTemporaryDir m_folder;
};

} // namespace roomkeeper::app
