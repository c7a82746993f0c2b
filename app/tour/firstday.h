#pragma once

#include <QTemporaryDir>

namespace roomkeeper::app {

/// While it lives, the program is as on its first day: settings, kept connections and names are
/// read from an empty folder of this run and are gone with it. Made before anything reads them; the
/// processes it starts inherit it.
class FirstDay
{
public:
    FirstDay();
    ~FirstDay() = default;
    Q_DISABLE_COPY_MOVE(FirstDay)

    /// Whether there is such a folder. Else the person's own would be read and changed.
    bool isValid() const { return m_folder.isValid(); }

private:
    QTemporaryDir m_folder;
};

} // namespace roomkeeper::app
