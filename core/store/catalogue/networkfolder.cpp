#include "store/catalogue/networkfolder.h"

#include <QFile>

#include <sys/vfs.h>

#include <algorithm>
#include <array>

namespace roomkeeper::store {

namespace {

/// f_type of statfs(2), some of which linux/magic.h lacks.
constexpr std::array<quint32, 14> networkTypes{
    0x6969, // NFS
    0x517b, // SMB
    0xff534d42, // CIFS
    0xfe534d42, // SMB 2
    0x01021997, // 9P
    0x5346414f, // AFS
    0x6b414653, // the kernel's AFS
    0x73757245, // Coda
    0x564c, // NCP
    0x00c36400, // Ceph
    0x0bd00bd0, // Lustre
    0x01161970, // GFS2
    0x7461636f, // OCFS2
    0x65735546, // FUSE: sshfs, GlusterFS and others
};

} // namespace

StatFs systemStatFs()
{
    return [](const char *path, struct statfs *result) { return ::statfs(path, result); };
}

bool isNetworkFolder(const QString &folder, const StatFs &statFs)
{
    struct statfs status = {};
    if (statFs(QFile::encodeName(folder).constData(), &status) != 0)
        return false;
    return std::ranges::find(networkTypes, static_cast<quint32>(status.f_type))
           != networkTypes.end();
}

} // namespace roomkeeper::store
