#pragma once

#include "acs/timestamp.h"
#include "sandbox/service/problem.h"

#include <QJsonObject>

namespace roomkeeper::sandbox {

/// The JSON object in a request's body. A field that is absent or null counts as not given; one of
/// the wrong kind is refused as the service's own JSON reader refuses it.
class RequestBody
{
public:
    /// The largest body that is taken, in bytes.
    static constexpr qsizetype largest = qsizetype{1024} * 1024;

    /// Refuses another content type with 415, and what is no JSON object with 400. `dto` is the
    /// name under which the service's errors speak of the whole body.
    [[nodiscard]] static Outcome<RequestBody> read(const Request &request, QByteArrayView mediaType,
                                                   const QString &dto);

    QJsonValue value(QStringView key) const { return m_object.value(key); }
    [[nodiscard]] Outcome<std::optional<acs::Timestamp>> instant(const QString &key) const;
    [[nodiscard]] Outcome<std::optional<bool>> boolean(const QString &key) const;

    /// The refusal of a value that can't be read as a `type`; `keys` lead to it. It has two
    /// details: that the body is required (`dto` says of what), and where reading it broke off.
    Problem unreadable(const QStringList &keys, const QString &type, const QString &dto) const;
    Problem unreadable(const QStringList &keys, const QString &type) const;

private:
    RequestBody(const QByteArray &text, const QJsonObject &object, const QString &dto);

    QByteArray m_text;
    QJsonObject m_object;
    QString m_dto;
};

} // namespace roomkeeper::sandbox
