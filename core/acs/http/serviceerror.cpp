#include "acs/http/serviceerror.h"

#include <QStringList>

namespace roomkeeper::acs {

using namespace Qt::StringLiterals;

bool isCredentialRejection(const Error &error)
{
    return error.httpStatus == 401 && !isForeignUserError(error);
}

bool isForeignUserError(const Error &error)
{
    return error.httpStatus == 401 && error.serviceCode == u"IdentityNotOwned";
}

bool isUnsupportedVersionError(const Error &error)
{
    return error.httpStatus == 400 && error.serviceCode == u"UnsupportedApiVersion";
}

bool isClockSkewError(const Error &error)
{
    constexpr std::chrono::minutes notableSkew{5};
    return error.kind == ErrorKind::Denied && !isForeignUserError(error) && !error.usedToken
           && error.clockSkew && std::chrono::abs(*error.clockSkew) > notableSkew;
}

QString serviceMessage(const Error &error)
{
    QStringList words;
    for (const ErrorDetail &detail : error.details) {
        if (detail.message.isEmpty())
            continue;
        words << (detail.target.isEmpty() ? detail.message
                                          : u"%1: %2"_s.arg(detail.target, detail.message));
    }
    return words.isEmpty() ? error.message : words.join(u' ');
}

} // namespace roomkeeper::acs
