#include "base/error.h"

namespace roomkeeper {

using namespace Qt::StringLiterals;

Error makeError(ErrorKind kind, const QString &message)
{
    Error error;
    error.kind = kind;
    error.message = message;
    return error;
}

QString kindName(ErrorKind kind)
{
    switch (kind) {
    case ErrorKind::Network:
        return u"network"_s;
    case ErrorKind::Tls:
        return u"TLS"_s;
    case ErrorKind::Timeout:
        return u"time-out"_s;
    case ErrorKind::Cancelled:
        return u"cancelled"_s;
    case ErrorKind::Denied:
        return u"denied"_s;
    case ErrorKind::NotFound:
        return u"not found"_s;
    case ErrorKind::Conflict:
        return u"conflict"_s;
    case ErrorKind::Throttled:
        return u"throttled"_s;
    case ErrorKind::Invalid:
        return u"invalid"_s;
    case ErrorKind::Server:
        return u"server error"_s;
    case ErrorKind::BadAnswer:
        return u"bad answer"_s;
    case ErrorKind::OutcomeUnknown:
        return u"outcome unknown"_s;
    case ErrorKind::ReadOnly:
        return u"read-only"_s;
    case ErrorKind::Keychain:
        return u"keychain"_s;
    case ErrorKind::Storage:
        return u"storage"_s;
    case ErrorKind::File:
        return u"file"_s;
    }
    Q_UNREACHABLE();
}

} // namespace roomkeeper
