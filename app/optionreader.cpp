#include "optionreader.h"

#include <QCoreApplication>
#include <QRegularExpression>
#include <QUuid>

#include <algorithm>

namespace roomkeeper::app {

using namespace Qt::StringLiterals;

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("OptionReader", text);
}

bool isHostName(const QString &text)
{
    static const QString label = u"[A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?"_s;
    static const QRegularExpression form(
        QRegularExpression::anchoredPattern(label + u"(\\."_s + label + u")*"_s));
    constexpr qsizetype maxLength = 253;
    return text.size() <= maxLength && form.match(text).hasMatch() && QHostAddress(text).isNull();
}

} // namespace

OptionReader::OptionReader(const QCommandLineParser &parser)
    : m_parser(parser)
{
}

std::optional<qint64> OptionReader::number(const QString &name, qint64 least, qint64 most)
{
    const auto text = value(name);
    if (!text)
        return std::nullopt;
    const bool digits = !text->isEmpty() && std::ranges::all_of(*text, [](QChar c) {
        return c >= u'0' && c <= u'9';
    });
    bool fits = false;
    const qint64 number = text->toLongLong(&fits);
    if (digits && fits && number >= least && number <= most)
        return number;
    reject(tr("--%1 must be a whole number from %2 to %3.").arg(name).arg(least).arg(most));
    return std::nullopt;
}

std::optional<acs::AccessKey> OptionReader::key(const QString &name)
{
    const auto text = value(name);
    if (!text)
        return std::nullopt;
    auto key = acs::AccessKey::fromBase64(text->toUtf8());
    if (key)
        return std::move(*key);
    reject(tr("--%1 must be valid base64, with its padding.").arg(name));
    return std::nullopt;
}

QByteArray OptionReader::guid(const QString &name)
{
    const auto text = value(name);
    if (!text)
        return {};
    const QUuid uuid = text->size() == 36 ? QUuid::fromString(*text) : QUuid();
    if (uuid.isNull())
        reject(tr("--%1 must be a GUID such as 0f1e2d3c-4b5a-4978-8695-a4b3c2d1e0f9.").arg(name));
    return uuid.toByteArray(QUuid::WithoutBraces);
}

QList<sandbox::FaultRule> OptionReader::faults(const QString &name)
{
    const auto text = value(name);
    if (!text)
        return {};
    auto rules = sandbox::parseFaultRules(text->toUtf8());
    if (rules)
        return std::move(*rules);
    reject(u"--%1: %2"_s.arg(name, rules.error().message));
    return {};
}

QString OptionReader::text(const QString &name)
{
    const auto text = value(name);
    if (text && text->isEmpty())
        reject(tr("--%1 must not be empty.").arg(name));
    return text.value_or(QString());
}

QHostAddress OptionReader::address(const QString &name)
{
    const auto text = value(name);
    if (!text)
        return {};
    QHostAddress address(*text);
    // Qt also takes 127.1 and 0x7f000001, which other programs read in other ways.
    const bool isUsual =
        address.protocol() == QAbstractSocket::IPv6Protocol || address.toString() == *text;
    if (!address.isNull() && isUsual && address.scopeId().isEmpty())
        return address;
    reject(tr("--%1 must be an IP address such as 192.168.1.20, 0.0.0.0 or ::.").arg(name));
    return {};
}

QStringList OptionReader::hostNames(const QString &name)
{
    QStringList names = m_error.isEmpty() ? m_parser.values(name) : QStringList();
    if (std::ranges::all_of(names, isHostName))
        return names;
    reject(tr("--%1 must be a DNS name such as sandbox.example.").arg(name));
    return {};
}

QString OptionReader::fileWith(const QString &name, const QString &other)
{
    QString path = text(name);
    if (!path.isEmpty() && !m_parser.isSet(other))
        reject(tr("--%1 needs --%2.").arg(name, other));
    return path;
}

std::optional<QString> OptionReader::value(const QString &name) const
{
    if (!m_error.isEmpty() || !m_parser.isSet(name))
        return std::nullopt;
    return m_parser.value(name);
}

} // namespace roomkeeper::app
