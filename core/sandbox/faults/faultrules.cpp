#include "sandbox/faults/faultrules.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>

namespace roomkeeper::sandbox {

using namespace Qt::StringLiterals;
using Action = Fault::Action;

namespace {

// As with --latency: more is a mistake.
constexpr qint64 maxMilliseconds = 600'000;
constexpr qint64 maxSeconds = 86'400;
constexpr qint64 maxRequests = 1'000'000'000;
constexpr qsizetype shownLength = 80;

struct ActionName
{
    QByteArrayView name;
    Action action;
};

constexpr std::array<ActionName, 9> actionNames{{
    {"status", Action::Status},
    {"delay", Action::Delay},
    {"drop", Action::Drop},
    {"reset", Action::Reset},
    {"cut", Action::Cut},
    {"trickle", Action::Trickle},
    {"garbage", Action::Garbage},
    {"empty-page", Action::EmptyPage},
    {"short-page", Action::ShortPage},
}};

QString tr(const char *text)
{
    return QCoreApplication::translate("FaultRules", text);
}

tl::unexpected<QString> wrong(const QString &why)
{
    return tl::unexpected<QString>(why);
}

template <class T>
using Read = tl::expected<T, QString>;

/// `NAME=VALUE`; without `=` the value is null.
struct Assignment
{
    QByteArray name;
    QByteArray value;
};

Assignment assignment(const QByteArray &text)
{
    const qsizetype equals = text.indexOf('=');
    if (equals < 0)
        return {text.trimmed(), {}};
    const QByteArray value = text.sliced(equals + 1).trimmed();
    return {text.first(equals).trimmed(), value.isNull() ? QByteArray("") : value};
}

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

/// Digits only: no sign, no fraction.
Read<qint64> number(const Assignment &item, qint64 least, qint64 most)
{
    bool fits = false;
    const qint64 value = item.value.toLongLong(&fits);
    if (fits && std::ranges::all_of(item.value, isDigit) && value >= least && value <= most)
        return value;
    return wrong(tr("%1 must be a whole number from %2 to %3.")
                     .arg(QString::fromUtf8(item.name))
                     .arg(least)
                     .arg(most));
}

/// `0.25`, `1`, `.5`: no sign, no exponent.
Read<double> share(const Assignment &item)
{
    bool fits = false;
    const double value = item.value.toDouble(&fits);
    const bool isPlain =
        std::ranges::all_of(item.value, [](char c) { return isDigit(c) || c == '.'; });
    if (fits && isPlain && value >= 0 && value <= 1)
        return value;
    return wrong(tr("share must be a number from 0 to 1."));
}

Read<Fault> readStatus(const QByteArray &text)
{
    const qsizetype slash = text.indexOf('/');
    const auto status = number(assignment(slash < 0 ? text : text.first(slash)), 200, 599);
    if (!status)
        return wrong(status.error());
    Fault fault{.action = Action::Status, .status = static_cast<int>(*status)};
    if (slash < 0)
        return fault;
    const Assignment extra = assignment(text.sliced(slash + 1));
    if (extra.name != "retry-after")
        return wrong(tr("Only /retry-after=S may follow a status."));
    const auto seconds = number(extra, 0, maxSeconds);
    if (!seconds)
        return wrong(seconds.error());
    fault.retryAfter = std::chrono::seconds(*seconds);
    return fault;
}

Read<Fault> readFault(const QByteArray &text)
{
    const Assignment item = assignment(text);
    const auto known = std::ranges::find(actionNames, item.name, &ActionName::name);
    if (known == actionNames.end()) {
        QByteArrayList names;
        for (const ActionName &entry : actionNames)
            names.append(entry.name.toByteArray());
        return wrong(
            tr("The action must be one of %1.").arg(QString::fromLatin1(names.join(", "))));
    }
    switch (known->action) {
    case Action::Status:
        return readStatus(text);
    case Action::Delay:
    case Action::Trickle: {
        const auto pause = number(item, 0, maxMilliseconds);
        if (!pause)
            return wrong(pause.error());
        return Fault{.action = known->action, .pause = std::chrono::milliseconds(*pause)};
    }
    default:
        if (!item.value.isNull())
            return wrong(tr("%1 must not have a value.").arg(QString::fromLatin1(item.name)));
        return Fault{.action = known->action};
    }
}

/// Sets one condition of the rule; returns a problem or nothing.
std::optional<QString> readCondition(const QByteArray &text, FaultRule &rule)
{
    const Assignment item = assignment(text);
    if (item.name == "share") {
        const auto value = share(item);
        if (!value)
            return value.error();
        rule.share = *value;
        return std::nullopt;
    }
    if (item.name != "after" && item.name != "count")
        return tr("A condition must be after=N, count=N or share=P.");
    const auto value = number(item, 0, maxRequests);
    if (!value)
        return value.error();
    if (item.name == "after")
        rule.after = *value;
    else
        rule.count = *value;
    return std::nullopt;
}

std::optional<QString> readConditions(const QByteArray &text, FaultRule &rule)
{
    QByteArrayList seen;
    for (const QByteArray &part : text.split(',')) {
        const QByteArray name = assignment(part).name;
        if (seen.contains(name))
            return tr("%1 appears twice.").arg(QString::fromUtf8(name));
        seen.append(name);
        if (auto problem = readCondition(part, rule))
            return problem;
    }
    return std::nullopt;
}

bool isMethod(const QByteArray &text)
{
    return text == "*" || (!text.isEmpty() && std::ranges::all_of(text, [](char c) {
               return c >= 'A' && c <= 'Z';
           }));
}

Read<FaultRule> readRule(const QByteArray &text)
{
    const qsizetype at = text.indexOf('@');
    if (at < 0)
        return wrong(tr("It must have the form ACTION@METHOD PATH."));
    const auto fault = readFault(text.first(at).trimmed());
    if (!fault)
        return wrong(fault.error());
    FaultRule rule{.fault = *fault};

    const qsizetype mark = text.indexOf('?', at);
    const QByteArray scope =
        text.sliced(at + 1, (mark < 0 ? text.size() : mark) - at - 1).simplified();
    const qsizetype blank = scope.indexOf(' ');
    rule.method = blank < 0 ? scope : scope.first(blank);
    if (!isMethod(rule.method))
        return wrong(tr("The method must be capital letters or *."));
    if (blank >= 0)
        rule.path = scope.sliced(blank + 1);
    if ((!rule.path.startsWith('/') && !rule.path.startsWith('*')) || rule.path.contains(' '))
        return wrong(tr("The path after the method must begin with / or *."));
    if (mark >= 0) {
        if (auto problem = readConditions(text.sliced(mark + 1), rule))
            return wrong(*problem);
    }
    return rule;
}

QString shown(const QByteArray &rule)
{
    const QString text = QString::fromUtf8(rule).simplified();
    return text.size() <= shownLength ? text : text.first(shownLength) + u'…';
}

} // namespace

QByteArray toText(const Fault &fault)
{
    const auto known = std::ranges::find(actionNames, fault.action, &ActionName::action);
    if (known == actionNames.end())
        return {};
    QByteArray text = known->name.toByteArray();
    if (fault.action == Action::Status)
        text += '=' + QByteArray::number(fault.status);
    if (fault.retryAfter)
        text += "/retry-after=" + QByteArray::number(qint64{fault.retryAfter->count()});
    if (fault.action == Action::Delay || fault.action == Action::Trickle)
        text += '=' + QByteArray::number(qint64{fault.pause.count()});
    return text;
}

Result<QList<FaultRule>> parseFaultRules(const QByteArray &text)
{
    QList<FaultRule> rules;
    for (const QByteArray &part : text.split(';')) {
        const QByteArray trimmed = part.trimmed();
        if (trimmed.isEmpty())
            continue;
        const auto rule = readRule(trimmed);
        if (!rule) {
            return failure(
                ErrorKind::Invalid,
                tr("The fault rule \"%1\" is not valid. %2").arg(shown(trimmed), rule.error()));
        }
        rules.append(*rule);
    }
    return rules;
}

bool matchesPattern(QByteArrayView pattern, QByteArrayView text)
{
    // The last star, and the first character that it does not cover: the only position to backtrack
    // to.
    qsizetype star = -1;
    qsizetype covered = 0;
    qsizetype p = 0;
    qsizetype t = 0;
    while (t < text.size()) {
        if (p < pattern.size() && pattern[p] == '*') {
            star = p++;
            covered = t;
        } else if (p < pattern.size() && pattern[p] == text[t]) {
            ++p;
            ++t;
        } else if (star >= 0) {
            p = star + 1;
            t = ++covered;
        } else {
            return false;
        }
    }
    while (p < pattern.size() && pattern[p] == '*')
        ++p;
    return p == pattern.size();
}

} // namespace roomkeeper::sandbox
