#pragma once

#include "acs/timestamp.h"
#include "sandbox/service/problem.h"

#include <QJsonObject>

namespace roomkeeper::sandbox {

/// The JSON object in a request body. A field that is absent or null counts as not given; a field
/// of the wrong type is rejected like the service's own JSON reader does.
class RequestBody
{
public:
    /// The largest accepted body, in bytes.
    static constexpr qsizetype largest = qsizetype{1024} * 1024;

    /// Rejects another content type with 415, and anything but a JSON object with 400. `dto`: the
    /// name of the body in the service's errors.
    [[nodiscard]] static Outcome<RequestBody> read(const Request &request, QByteArrayView mediaType,
                                                   const QString &dto);

    QJsonValue value(QStringView key) const { return m_object.value(key); }
    [[nodiscard]] Outcome<std::optional<acs::Timestamp>> instant(const QString &key) const;
    [[nodiscard]] Outcome<std::optional<bool>> boolean(const QString &key) const;

    /// The problem for a value that is not a `type`; `keys` is the path to it. It has two details:
    /// that the body is required (`dto` is its name), and where parsing stopped.
    Problem unreadable(const QStringList &keys, const QString &type, const QString &dto) const;
    Problem unreadable(const QStringList &keys, const QString &type) const;

private:
    RequestBody(const QByteArray &text, const QJsonObject &object, const QString &dto);

    QByteArray m_text;
    QJsonObject m_object;
    QString m_dto;
};

} // namespace roomkeeper::sandbox
