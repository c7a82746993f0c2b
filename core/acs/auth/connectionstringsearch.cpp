#include "acs/auth/connectionstringsearch.h"

#include "acs/auth/accesskey.h"
#include "acs/auth/connectionstring.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>

#include <optional>

namespace roomkeeper::acs {

using namespace Qt::StringLiterals;

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(ConnectionStringSearch)
};

/// The two parts of a connection string next to each other, in either order.
const QRegularExpression &pattern()
{
    static const QRegularExpression expression(
        u"(?:endpoint\\s*=\\s*%1\\s*;\\s*accesskey\\s*=\\s*%2|accesskey\\s*=\\s*%2\\s*;\\s*endpoint\\s*=\\s*%1)"_s
            .arg(u"[^;\\s\"'`<>,]+"_s, u"[A-Za-z0-9+/]+={0,2}"_s),
        QRegularExpression::CaseInsensitiveOption);
    return expression;
}

/// The results so far.
struct Search
{
    QString found = {};
    std::optional<ConnectionString> parsed = {};
    bool areSeveral = false;

    void look(const QString &text)
    {
        auto matches = pattern().globalMatch(text);
        while (matches.hasNext()) {
            QString candidate = matches.next().captured();
            auto read = parseConnectionString(candidate);
            if (read && !parsed) {
                parsed = *std::move(read);
                found = candidate;
                continue;
            }
            secureZero(candidate);
            areSeveral = areSeveral
                         || (read
                             && (parsed->endpoint != read->endpoint
                                 || !parsed->accessKey.equals(read->accessKey)));
        }
    }

    /// JSON may escape characters of a key, so its strings are searched unescaped.
    void look(const QJsonValue &value)
    {
        if (value.isString()) {
            look(value.toString());
        } else if (value.isArray()) {
            const QJsonArray entries = value.toArray();
            for (const auto entry : entries)
                look(QJsonValue(entry));
        } else if (value.isObject()) {
            const QJsonObject members = value.toObject();
            for (const auto member : members)
                look(QJsonValue(member));
        }
    }
};

} // namespace

Result<QString> findConnectionString(const QString &text)
{
    Search search;
    QByteArray bytes = text.toUtf8();
    const QJsonDocument document = QJsonDocument::fromJson(bytes);
    secureZero(bytes);
    if (document.isObject())
        search.look(QJsonValue(document.object()));
    else if (document.isArray())
        search.look(QJsonValue(document.array()));
    else
        search.look(text);
    if (!search.parsed)
        return failure(ErrorKind::Invalid, Text::tr("It contains no connection string."));
    if (search.areSeveral) {
        secureZero(search.found);
        return failure(
            ErrorKind::Invalid,
            Text::tr(
                "It contains several connection strings. Copy the one you want, and paste it."));
    }
    return search.found;
}

bool mayHoldAccessKey(const QString &text)
{
    static const QRegularExpression expression(u"accesskey[\"']?\\s*[=:]\\s*[\"']?[a-z0-9+/]{16}"_s,
                                               QRegularExpression::CaseInsensitiveOption);
    return expression.match(text).hasMatch();
}

bool mayHoldSecret(const QString &text)
{
    // Header, payload and signature in base64url; a header begins with `{"`.
    static const QRegularExpression token(u"eyJ[\\w-]{8,}\\.[\\w-]{8,}\\.[\\w-]{8,}"_s);
    return mayHoldAccessKey(text) || token.match(text).hasMatch();
}

} // namespace roomkeeper::acs
