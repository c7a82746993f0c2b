#include "base/error.h"

#include <QCoreApplication>

namespace roomkeeper {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(ErrorKind)
};

} // namespace

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
        return Text::tr("network");
    case ErrorKind::Tls:
        return Text::tr("TLS");
    case ErrorKind::Timeout:
        return Text::tr("time-out");
    case ErrorKind::Cancelled:
        return Text::tr("cancelled");
    case ErrorKind::Denied:
        return Text::tr("denied");
    case ErrorKind::NotFound:
        return Text::tr("not found");
    case ErrorKind::Conflict:
        return Text::tr("conflict");
    case ErrorKind::Throttled:
        return Text::tr("rate limited");
    case ErrorKind::Invalid:
        return Text::tr("invalid");
    case ErrorKind::Server:
        return Text::tr("server error");
    case ErrorKind::BadAnswer:
        return Text::tr("unreadable response");
    case ErrorKind::OutcomeUnknown:
        return Text::tr("outcome unknown");
    case ErrorKind::ReadOnly:
        return Text::tr("read-only");
    case ErrorKind::Keychain:
        return Text::tr("keychain");
    case ErrorKind::Storage:
        return Text::tr("storage");
    case ErrorKind::File:
        return Text::tr("file");
    }
    Q_UNREACHABLE();
}

} // namespace roomkeeper
