#pragma once

#include <QByteArray>
#include <QList>

namespace roomkeeper::sandbox {

/// A parsed request target: `/rooms/99…/participants?api-version=…`.
struct Target
{
    struct Parameter
    {
        QByteArray name;
        QByteArray value;
    };

    /// The path as received, without the query.
    QByteArray path;
    /// The parts of the path, percent-decoded; an empty last one (a trailing slash) is left out.
    QList<QByteArray> segments;
    /// The query, decoded as a form.
    QList<Parameter> query;

    /// The first value of a query parameter, its name in any case; null if there is none.
    QByteArray parameter(QByteArrayView name) const;
};

Target parseTarget(const QByteArray &target);

/// The whole target, percent-decoded.
QByteArray percentDecoded(const QByteArray &target);

/// The target with its query parsed and written again as `application/x-www-form-urlencoded`, like
/// the URLSearchParams of a browser.
QByteArray withFormEncodedQuery(const QByteArray &target);

} // namespace roomkeeper::sandbox
