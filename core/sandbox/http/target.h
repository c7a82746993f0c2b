#pragma once

#include <QByteArray>
#include <QList>

namespace roomkeeper::sandbox {

/// A request target taken apart: `/rooms/99…/participants?api-version=…`.
struct Target
{
    struct Parameter
    {
        QByteArray name;
        QByteArray value;
    };

    /// The path as it came, without the query.
    QByteArray path;
    /// The parts of the path, percent-decoded; an empty last one (a trailing slash) left out.
    QList<QByteArray> segments;
    /// The query, decoded as a form is.
    QList<Parameter> query;

    /// The first value of a query parameter, its name in any case; null where there is none.
    QByteArray parameter(QByteArrayView name) const;
};

Target parseTarget(const QByteArray &target);

/// The target percent-decoded throughout.
QByteArray percentDecoded(const QByteArray &target);

/// The target with its query read and written again as `application/x-www-form-urlencoded`, as a
/// browser's URLSearchParams does.
QByteArray withFormEncodedQuery(const QByteArray &target);

} // namespace roomkeeper::sandbox
