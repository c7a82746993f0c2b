#pragma once

#include <QString>

#include <functional>

struct statfs;

namespace roomkeeper::store {

/// The system's statfs(), or another one in tests.
using StatFs = std::function<int(const char *path, struct statfs *result)>;
StatFs systemStatFs();

/// Whether a folder is on a file system that several computers may share, or that is implemented by
/// another program (NFS, SMB, sshfs and others). Memory that is mapped from its files is not shared
/// reliably, as SQLite's write-ahead log needs. False if that is unknown. Blocks for the disk.
bool isNetworkFolder(const QString &folder, const StatFs &statFs);

} // namespace roomkeeper::store
