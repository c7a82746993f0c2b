#pragma once

#include <QtGlobal>

#include <sys/resource.h>

#include <csignal>

namespace roomkeeper::tests {

/// As long as this object exists, no file of this process grows beyond this many bytes, like on a
/// full disk. (Writing fails with EFBIG.)
class FullDisk
{
public:
    explicit FullDisk(rlim_t bytes)
        : m_handler(std::signal(SIGXFSZ, SIG_IGN))
    {
        ::getrlimit(RLIMIT_FSIZE, &m_before);
        rlimit limit = m_before;
        limit.rlim_cur = bytes;
        ::setrlimit(RLIMIT_FSIZE, &limit);
    }
    ~FullDisk()
    {
        ::setrlimit(RLIMIT_FSIZE, &m_before);
        std::signal(SIGXFSZ, m_handler);
    }
    Q_DISABLE_COPY_MOVE(FullDisk)

private:
    rlimit m_before = {};
    void (*m_handler)(int);
};

} // namespace roomkeeper::tests
