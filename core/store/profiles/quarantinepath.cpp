#include "store/profiles/quarantinepath.h"

#include <QDateTime>
#include <QFileInfo>

namespace roomkeeper::store {

using namespace Qt::StringLiterals;

QString quarantinePath(const QString &path, const QString &suffix)
{
    const QString stamp = QDateTime::currentDateTimeUtc().toString(u"yyyyMMdd'T'HHmmss'Z'");
    const QString first = u"%1.%2-%3"_s.arg(path, suffix, stamp);
    QString name = first;
    for (int i = 2; QFileInfo::exists(name); ++i)
        name = u"%1-%2"_s.arg(first).arg(i);
    return name;
}

} // namespace roomkeeper::store
