#include "sandbox/http/requestbody.h"

#include <QJsonDocument>

namespace roomkeeper::sandbox {

using namespace Qt::StringLiterals;

namespace {

constexpr QByteArrayView blanks = " \t\r\n";

bool isOneOf(char c, QByteArrayView set)
{
    return set.contains(c);
}

/// The end of the value at the path of keys; the end of the text if a plain search does not find
/// them (escapes).
qsizetype endOfValue(const QByteArray &text, const QStringList &keys)
{
    qsizetype at = 0;
    for (const QString &key : keys) {
        const QByteArray quoted = '"' + key.toUtf8() + '"';
        at = text.indexOf(quoted, at);
        if (at < 0)
            return text.size();
        at += quoted.size();
    }
    while (at < text.size() && (isOneOf(text[at], blanks) || text[at] == ':'))
        ++at;
    const bool isString = at < text.size() && text[at] == '"';
    if (isString) {
        for (++at; at < text.size() && text[at] != '"'; ++at)
            at += text[at] == '\\' ? 1 : 0;
        return qMin(at + 1, text.size());
    }
    while (at < text.size() && !isOneOf(text[at], ",]}") && !isOneOf(text[at], blanks))
        ++at;
    return at;
}

QByteArrayView mediaTypeOf(QByteArrayView contentType)
{
    const qsizetype semicolon = contentType.indexOf(';');
    return (semicolon < 0 ? contentType : contentType.first(semicolon)).trimmed();
}

} // namespace

RequestBody::RequestBody(const QByteArray &text, const QJsonObject &object, const QString &dto)
    : m_text(text)
    , m_object(object)
    , m_dto(dto)
{
}

Outcome<RequestBody> RequestBody::read(const Request &request, QByteArrayView mediaType,
                                       const QString &dto)
{
    const QByteArray contentType = request.header("Content-Type");
    if (mediaTypeOf(contentType).compare(mediaType, Qt::CaseInsensitive) != 0) {
        return reject({.status = 415,
                       .code = u"UnsupportedMediaType"_s,
                       .message = u"The content type '%1' is not supported; send '%2'."_s.arg(
                           QString::fromUtf8(contentType), QString::fromUtf8(mediaType))});
    }
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(request.body, &error);
    if (error.error != QJsonParseError::NoError || !document.isObject()) {
        return reject(malformed(
            {{u"BadArgument"_s, u"The %1 field is required."_s.arg(dto), dto},
             {u"BadArgument"_s,
              u"The JSON value could not be converted to %1. Path: $ | LineNumber: %2 | BytePositionInLine: %3."_s
                  .arg(dto)
                  .arg(0)
                  .arg(qMax(0, error.offset)),
              u"$"_s}}));
    }
    return RequestBody(request.body, document.object(), dto);
}

Outcome<std::optional<acs::Timestamp>> RequestBody::instant(const QString &key) const
{
    const QJsonValue found = value(key);
    if (found.isNull() || found.isUndefined())
        return std::nullopt;
    const QString text = found.toString();
    // .NET's System.Text.Json, with which the service reads, takes the letters as capitals only.
    const bool hasSmallLetter = text.contains(u't') || text.contains(u'z');
    const auto instant = acs::Timestamp::fromWire(text);
    if (!instant || hasSmallLetter)
        return reject(unreadable({key}, u"System.DateTimeOffset"_s));
    return instant;
}

Outcome<std::optional<bool>> RequestBody::boolean(const QString &key) const
{
    const QJsonValue found = value(key);
    if (found.isNull() || found.isUndefined())
        return std::nullopt;
    if (!found.isBool())
        return reject(unreadable({key}, u"System.Boolean"_s));
    return found.toBool();
}

Problem RequestBody::unreadable(const QStringList &keys, const QString &type,
                                const QString &dto) const
{
    const QString path = u"$."_s + keys.join(u'.');
    const QByteArray before = m_text.first(endOfValue(m_text, keys));
    const qsizetype lines = before.count('\n');
    const qsizetype column = before.size() - (before.lastIndexOf('\n') + 1);
    return malformed(
        {{u"BadArgument"_s, u"The %1 field is required."_s.arg(dto), dto},
         {u"BadArgument"_s,
          u"The JSON value could not be converted to %1. Path: %2 | LineNumber: %3 | BytePositionInLine: %4."_s
              .arg(type, path)
              .arg(lines)
              .arg(column),
          path}});
}

Problem RequestBody::unreadable(const QStringList &keys, const QString &type) const
{
    return unreadable(keys, type, m_dto);
}

} // namespace roomkeeper::sandbox
