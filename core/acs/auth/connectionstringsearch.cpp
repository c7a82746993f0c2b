#include "acs/auth/connectionstringsearch.h"

#include "base/inputcleaner.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>
#include <QScopeGuard>

#include <algorithm>

namespace roomkeeper::acs {

using namespace Qt::StringLiterals;

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(ConnectionStringSearch)
};

/// The parts of a connection string next to each other, in any order. Parts that appear twice are
/// taken in, so that they are rejected; a key ends where a value can end, so that none is cut off.
const QRegularExpression &pattern()
{
    static const QString part =
        u"(?:endpoint\\s*=\\s*[^;\\s\"'`<>,“”„‘’«»]+"
        "|accesskey\\s*=\\s*[A-Za-z0-9+/]+={0,2}%1)"_s.arg(uR"((?=$|[\s"'`<>,;.)\]}\\“”„‘’«»]))"_s);
    static const QRegularExpression expression(u"%1(?:\\s*;[ \\t]*%1)+"_s.arg(part),
                                               QRegularExpression::CaseInsensitiveOption);
    return expression;
}

/// The results so far.
class Search
{
public:
    std::vector<FoundConnectionString> results = {};

    /// `name`: of the member that holds the text, if it is one.
    void look(const QString &text, const QString &name = {})
    {
        auto matches = pattern().globalMatch(text);
        while (matches.hasNext()) {
            QString candidate = matches.next().captured();
            if (auto read = parseConnectionString(candidate))
                add(candidate, *std::move(read), name);
            secureZero(candidate);
        }
    }

    /// JSON may escape characters of a key, so its strings are searched unescaped.
    void look(const QJsonValue &value, const QString &name = {})
    {
        if (value.isString()) {
            look(value.toString(), name);
        } else if (value.isArray()) {
            const QJsonArray entries = value.toArray();
            for (const auto entry : entries)
                look(QJsonValue(entry), name);
        } else if (value.isObject()) {
            const QJsonObject members = value.toObject();
            for (auto member = members.begin(); member != members.end(); ++member)
                look(QJsonValue(member.value()), member.key());
        }
    }

private:
    void add(const QString &text, ConnectionString read, const QString &name)
    {
        const auto known =
            std::ranges::find(results, read.endpoint, &FoundConnectionString::endpoint);
        if (known == results.end()) {
            results.push_back({.text = text, .endpoint = read.endpoint});
            m_keys.push_back(std::move(read.accessKey));
            return;
        }
        AccessKey &key = m_keys[static_cast<size_t>(known - results.begin())];
        if (key.equals(read.accessKey))
            return;
        if (!known->isPrimary && name.contains("primary"_L1, Qt::CaseInsensitive)) {
            secureZero(known->text);
            known->text = text;
            key = std::move(read.accessKey);
        }
        known->isPrimary = true;
    }

    std::vector<AccessKey> m_keys = {}; ///< of the results
};

} // namespace

void secureZero(std::vector<FoundConnectionString> &found)
{
    for (FoundConnectionString &each : found)
        secureZero(each.text);
    found.clear();
}

Result<std::vector<FoundConnectionString>> findConnectionStrings(const QString &text)
{
    QString clean = text;
    cleanConnectionString(clean);
    if (auto whole = parseConnectionString(clean)) {
        std::vector<FoundConnectionString> found;
        found.push_back({.text = clean, .endpoint = std::move(whole->endpoint)});
        return found;
    }
    secureZero(clean);

    clean = text;
    cleanCharacters(clean);
    const auto wipe = qScopeGuard([&clean] { secureZero(clean); });
    Search search;
    QByteArray bytes = clean.toUtf8();
    const QJsonDocument document = QJsonDocument::fromJson(bytes);
    secureZero(bytes);
    if (document.isObject())
        search.look(QJsonValue(document.object()));
    else if (document.isArray())
        search.look(QJsonValue(document.array()));
    else
        search.look(clean);
    if (search.results.empty())
        return failure(ErrorKind::Invalid, Text::tr("It contains no connection string."));
    return std::move(search.results);
}

bool mayHoldAccessKey(const QString &text)
{
    static const QRegularExpression expression(u"accesskey[\"']?\\s*[=:]\\s*[\"']?[a-z0-9+/]{16}"_s,
                                               QRegularExpression::CaseInsensitiveOption);
    QString clean = text;
    cleanCharacters(clean);
    return expression.match(clean).hasMatch();
}

bool mayHoldSecret(const QString &text)
{
    // Header, payload and signature in base64url; a header begins with `{"`.
    static const QRegularExpression token(u"eyJ[\\w-]{8,}\\.[\\w-]{8,}\\.[\\w-]{8,}"_s);
    return mayHoldAccessKey(text) || token.match(text).hasMatch();
}

} // namespace roomkeeper::acs
