#include "admin/drafts/identifierinput.h"

#include "acs/identity/communicationidentifier.h"
#include "base/inputcleaner.h"
#include "base/qtversions.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>
#include <QStringTokenizer>

#include <algorithm>
#include <utility>

namespace roomkeeper::admin {

using namespace Qt::StringLiterals;

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(IdentifierInput)
};

bool isSeparator(QChar c)
{
    constexpr QStringView separators = u",;()[]{}<>|=?&#";
    return c.isSpace() || separators.contains(c) || isQuote(c);
}

/// What ends a sentence, or a name before an identifier.
bool isEndOfWord(QChar c)
{
    constexpr QStringView ends = u".:!?…";
    return ends.contains(c);
}

/// Why a raw ID with the prefix of a communication user is invalid. Each part is checked by
/// isAcceptedByRooms(), in an identifier that is otherwise valid.
QString malformedReason(QStringView rawId)
{
    static constexpr QStringView goodResource = u"00000000-0000-0000-0000-000000000001";
    const auto isGood = [](QStringView resource, QStringView user) {
        return acs::isAcceptedByRooms(u"8:acs:%1_%2"_s.arg(resource, user));
    };
    const QStringView rest = rawId.sliced(rawId.indexOf(u':', 2) + 1);
    const auto parts = rest.split(u'_');
    if (!isGood(parts.first(), u"user"))
        return Text::tr("The resource before “_” is not a GUID.");
    if (parts.size() == 1 || (parts.size() == 2 && parts[1].isEmpty()))
        return Text::tr("The user after the resource's GUID is missing.");
    if (parts.size() == 2 && !isGood(goodResource, parts[1]))
        return Text::tr("The user after “_” contains a character that is not allowed.");
    return Text::tr("It contains more than a resource and a user.");
}

/// Why Rooms does not accept an identifier.
QString problemText(QStringView rawId)
{
    switch (acs::kindOfRawId(rawId)) {
    case acs::IdentifierKind::TeamsUser:
        return Text::tr("This is a Teams user. A room accepts only communication users (8:acs:…).");
    case acs::IdentifierKind::TeamsVisitor:
        return Text::tr(
            "This is an anonymous Teams user. A room accepts only communication users (8:acs:…).");
    case acs::IdentifierKind::TeamsExtensionUser:
        return Text::tr(
            "This is a Teams extension user. A room accepts only communication users (8:acs:…).");
    case acs::IdentifierKind::PhoneNumber:
        return Text::tr(
            "This is a phone number. A room accepts only communication users (8:acs:…).");
    case acs::IdentifierKind::TeamsApp:
        return Text::tr(
            "This is a bot or Teams app. A room accepts only communication users (8:acs:…).");
    case acs::IdentifierKind::Malformed:
        return malformedReason(rawId);
    case acs::IdentifierKind::CommunicationUser:
    case acs::IdentifierKind::Unknown:
        break;
    }
    return Text::tr(
        "This is not an identifier. A room accepts only communication users (8:acs:…).");
}

/// The beginning of an identifier that Rooms accepts, in any case.
const QRegularExpression &acceptedPrefix()
{
    static const QRegularExpression prefix(u"8:(?:acs|gcch-acs|dod-acs):"_s,
                                           QRegularExpression::CaseInsensitiveOption);
    return prefix;
}

/// Whether a word has the form of a raw ID, accepted by Rooms or not.
bool hasFormOfRawId(QStringView word)
{
    static const QRegularExpression form(u"^(?:8:[A-Za-z-]+:|4:\\+?\\d|28:)"_s);
    return matchIn(word, form).hasMatch();
}

/// A role as a table or JSON names it.
std::optional<acs::Role> roleOf(QStringView text)
{
    for (const acs::Role &role : acs::rolesOf(acs::defaultApiVersion)) {
        if (text.compare(role.name, Qt::CaseInsensitive) == 0)
            return role;
    }
    return {};
}

/// A cell of a table that can be the name of a person: not a number, an address or another ID.
bool mayBeName(QStringView cell)
{
    constexpr qsizetype longest = 100;
    const auto isLetter = [](QChar c) { return c.isLetter(); };
    return cell.size() <= longest && std::any_of(cell.begin(), cell.end(), isLetter)
           && !cell.contains(u'@') && !cell.contains(u"://") && !hasFormOfRawId(cell);
}

/// The cells of a row, without the quotes around them: separated by tabs, else by semicolons, else
/// by commas.
QStringList cellsOf(QStringView line)
{
    const QChar separator = line.contains(u'\t') ? u'\t' : line.contains(u';') ? u';' : u',';
    QStringList cells{QString()};
    bool isQuoted = false;
    for (const QChar c : line) {
        if (c == u'"')
            isQuoted = !isQuoted;
        else if (c == separator && !isQuoted)
            cells.append(QString());
        else
            cells.last() += c;
    }
    for (QString &cell : cells)
        cell = cell.trimmed();
    return cells;
}

/// What JSON says about an identifier.
struct Attributes
{
    std::optional<acs::Role> role = {};
    QString name = {};
    bool isRemoved = false; ///< `"8:acs:…": null`, as a request removes it
};

/// Reads the roles and names that belong to the identifiers in JSON: those of the innermost object
/// around an identifier, or of the object that it is the name of.
class JsonAttributes
{
public:
    explicit JsonAttributes(const QString &text)
    {
        const QString trimmed = text.trimmed();
        if (!trimmed.startsWith(u'{') && !trimmed.startsWith(u'['))
            return;
        const QJsonDocument document = QJsonDocument::fromJson(trimmed.toUtf8());
        m_isJson = !document.isNull();
        if (document.isArray())
            walk(document.array(), {});
        else
            walk(document.object(), {});
    }

    bool isJson() const { return m_isJson; }
    Attributes of(const QString &rawId) const { return m_attributes.value(rawId); }

private:
    void walk(const QJsonValue &value, const Attributes &around)
    {
        if (value.isString()) {
            note(value.toString(), around);
        } else if (value.isArray()) {
            const QJsonArray entries = value.toArray();
            for (const auto entry : entries)
                walk(QJsonValue(entry), around);
        } else if (value.isObject()) {
            walk(value.toObject(), around);
        }
    }

    void walk(const QJsonObject &members, const Attributes &around)
    {
        Attributes here = around;
        for (auto member = members.begin(); member != members.end(); ++member) {
            const QString key = member.key().toLower();
            const QString text = QJsonValue(member.value()).toString();
            if (key == u"role")
                here.role = roleOf(text);
            else if ((key == u"name" || key == u"displayname") && mayBeName(text))
                here.name = text.trimmed();
        }
        for (auto member = members.begin(); member != members.end(); ++member) {
            const QJsonValue value = member.value();
            Attributes named = here;
            named.isRemoved = value.isNull();
            if (value.isObject())
                named.role = roleOf(value.toObject().value("role"_L1).toString());
            note(member.key(), named);
            walk(value, here);
        }
    }

    void note(const QString &rawId, const Attributes &attributes)
    {
        if (acs::isAcceptedByRooms(rawId))
            m_attributes.insert(rawId, attributes);
    }

    bool m_isJson = false;
    QHash<QString, Attributes> m_attributes;
};

/// Reads a cleaned text line by line.
class Reader
{
public:
    explicit Reader(const QString &text)
        : m_json(text)
    {
        for (const QStringView line : QStringTokenizer(text, u'\n')) {
            ++m_line;
            read(line);
        }
        finish();
    }

    IdentifierInput input = {};

private:
    void read(QStringView line)
    {
        m_found.clear();
        m_words.clear();
        qsizetype begin = 0;
        for (qsizetype at = 0; at <= line.size(); ++at) {
            if (at < line.size() && !isSeparator(line[at]))
                continue;
            takeWord(line.sliced(begin, at - begin));
            begin = at + 1;
        }
        if (m_found.size() == 1 && !m_words.isEmpty() && !m_json.isJson())
            readRow(line);
        m_rest += m_words;
    }

    /// A word may have several identifiers, if what separated them was invisible.
    void takeWord(QStringView word)
    {
        while (!word.isEmpty() && isEndOfWord(word.back()))
            word.chop(1);
        const auto match = matchIn(word, acceptedPrefix(), 1 < word.size() ? 1 : 0);
        if (match.hasMatch() && match.capturedStart() > 0) {
            takeWord(word.first(match.capturedStart()));
            takeWord(word.sliced(match.capturedStart()));
            return;
        }
        const bool isSign =
            std::none_of(word.begin(), word.end(), [](QChar c) { return c.isLetterOrNumber(); });
        if (isSign) // a bullet, or nothing
            return;
        if (hasFormOfRawId(word))
            takeRawId(word.toString());
        else
            m_words.append(word.toString());
    }

    void takeRawId(QString rawId)
    {
        const QString written = rawId;
        const auto prefix = acceptedPrefix().match(rawId, 0, QRegularExpression::NormalMatch,
                                                   QRegularExpression::AnchorAtOffsetMatchOption);
        if (prefix.hasMatch())
            rawId = prefix.captured().toLower() + rawId.sliced(prefix.capturedLength());
        if (!acs::isAcceptedByRooms(rawId)) {
            input.problems.append({.line = m_line, .text = written, .message = problemText(rawId)});
            return;
        }
        const Attributes attributes = m_json.of(written);
        if (attributes.isRemoved)
            return;
        if (rawId != written)
            ++input.corrected;
        m_found.append(rawId);
        QList<int> &lines = m_lines[rawId];
        if (lines.isEmpty())
            input.rawIds.append(rawId);
        else
            ++input.duplicates;
        lines.append(m_line);
        describe(rawId, attributes.role, attributes.name);
    }

    void describe(const QString &rawId, const std::optional<acs::Role> &role, const QString &name)
    {
        if (role)
            input.roles.insert(rawId, *role);
        if (!name.isEmpty())
            input.names.insert(rawId, name);
    }

    /// A line with one identifier: a row of a table if the identifier is a cell of its own, or an
    /// identifier with a role beside it.
    void readRow(QStringView line)
    {
        const QString &rawId = m_found.first();
        if (m_words.size() == 1 && roleOf(m_words.first())) {
            describe(rawId, roleOf(m_words.first()), {});
            m_words.clear();
            return;
        }
        const QStringList cells = cellsOf(line);
        const auto isTheId = [&rawId](const QString &cell) {
            return cell.size() == rawId.size() && cell.compare(rawId, Qt::CaseInsensitive) == 0;
        };
        if (cells.size() < 2 || std::none_of(cells.cbegin(), cells.cend(), isTheId))
            return;
        std::optional<acs::Role> role;
        QString name;
        for (const QString &cell : cells) {
            if (isTheId(cell))
                continue;
            if (const auto given = roleOf(cell))
                role = given;
            else if (name.isEmpty() && mayBeName(cell))
                name = cell;
        }
        describe(rawId, role, name);
        m_words.clear(); // other columns of the table
    }

    void finish()
    {
        for (const QString &rawId : std::as_const(input.rawIds)) {
            if (const QList<int> lines = m_lines.value(rawId); lines.size() > 1)
                input.repetitions.append({.rawId = rawId, .lines = lines});
        }
        if (m_rest.isEmpty() || m_json.isJson())
            return;
        constexpr qsizetype longest = 80;
        QString rest = m_rest.join(u' ');
        if (rest.size() > longest)
            rest = rest.first(longest).trimmed() + u'…';
        if (input.rawIds.isEmpty() && input.problems.isEmpty())
            input.problems.append({.line = 1, .text = rest, .message = problemText(rest)});
        else
            input.rest = rest;
    }

    JsonAttributes m_json;
    int m_line = 0;
    QStringList m_found; ///< valid ones in the line
    QStringList m_words; ///< others in the line
    QStringList m_rest;
    QHash<QString, QList<int>> m_lines;
};

/// Line ends of all systems become one.
QString cleanText(const QString &text)
{
    QString clean = text;
    cleanCharacters(clean);
    clean.replace(u"\r\n"_s, u"\n"_s);
    clean.replace(u'\r', u'\n');
    clean.replace("%3a"_L1, ":"_L1, Qt::CaseInsensitive); // in a URL
    return clean;
}

} // namespace

IdentifierInput readIdentifiers(const QString &text)
{
    return Reader(cleanText(text)).input;
}

QStringList rawIdsIn(const QString &text)
{
    if (!text.contains(u':') && !text.contains(u'：') && !text.contains(u'%'))
        return {};
    return readIdentifiers(text).rawIds;
}

QList<IdentifierCheck> evaluateIdentifiers(const IdentifierInput &input, const RosterIndex &roster,
                                           const acs::Role &role, const QString &usualResource)
{
    using Kind = IdentifierCheck::Kind;
    QList<IdentifierCheck> checks;
    checks.reserve(input.rawIds.size());
    for (const QString &rawId : input.rawIds) {
        IdentifierCheck check{.rawId = rawId};
        if (const auto given = input.roles.constFind(rawId); given != input.roles.constEnd())
            check.given = *given;
        if (const auto known = roster.constFind(rawId); known != roster.constEnd()) {
            check.kind = *known == check.given.value_or(role) ? Kind::SameRole : Kind::OtherRole;
            check.role = *known;
        }
        check.isOfOtherResource =
            !usualResource.isEmpty()
            && acs::resourceGuid(rawId).compare(usualResource, Qt::CaseInsensitive) != 0;
        checks.append(check);
    }
    return checks;
}

QString usualResource(const RosterIndex &roster)
{
    QHash<QString, qsizetype> counts;
    for (auto at = roster.keyBegin(); at != roster.keyEnd(); ++at) {
        const QStringView resource = acs::resourceGuid(*at);
        if (!resource.isEmpty())
            ++counts[resource.toString().toLower()];
    }
    QString usual;
    qsizetype most = 0;
    for (auto at = counts.cbegin(); at != counts.cend(); ++at) {
        // If several have the same number, the first by name: the order in a hash is random.
        if (*at > most || (*at == most && at.key() < usual)) {
            usual = at.key();
            most = *at;
        }
    }
    return usual;
}

} // namespace roomkeeper::admin
