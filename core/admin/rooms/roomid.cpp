#include "admin/rooms/roomid.h"

#include "base/inputcleaner.h"

#include <QCoreApplication>
#include <QRegularExpression>

#include <algorithm>

namespace roomkeeper::admin {

using namespace Qt::StringLiterals;

namespace {

constexpr int shortest = 16;
constexpr int longest = 18;

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(RoomId)
};

bool isDigit(QChar each)
{
    return each >= u'0' && each <= u'9';
}

/// What stands between groups of digits.
bool isGroupMark(QChar each)
{
    constexpr QStringView marks = u".,'’-_";
    return each.isSpace() || marks.contains(each);
}

QStringList wholeIds(const QString &clean)
{
    static const QRegularExpression id(u"(?<![A-Za-z0-9_])\\d{%1,%2}(?![A-Za-z0-9_])"_s.arg(
        QString::number(shortest), QString::number(longest)));
    QStringList ids;
    auto matches = id.globalMatch(clean);
    while (matches.hasNext())
        ids << matches.next().captured();
    ids.removeDuplicates();
    return ids;
}

} // namespace

QStringList roomIdsIn(const QString &text)
{
    if (text.size() < shortest)
        return {};
    QString clean = text;
    cleanCharacters(clean);
    return wholeIds(clean);
}

RoomIdInput readRoomIds(const QString &text)
{
    QString clean = text;
    cleanCharacters(clean);
    const QStringList ids = wholeIds(clean);
    if (!ids.isEmpty())
        return {.ids = ids};
    if (const QString rounded = roundedNumberText(clean); !rounded.isEmpty())
        return {.problem = rounded};

    cleanValue(clean);
    clean.removeIf(isGroupMark);
    if (clean.isEmpty())
        return {};
    const auto stranger = std::ranges::find_if_not(clean, isDigit);
    if (stranger != clean.end()) {
        return {.problem = Text::tr("A room ID contains digits only; %1 is not a digit.")
                               .arg(characterName(codePointAt(clean, stranger - clean.begin())))};
    }
    if (clean.size() < shortest || clean.size() > longest) {
        return {.problem = Text::tr("A room ID has %1 to %2 digits; this one has %3.")
                               .arg(shortest)
                               .arg(longest)
                               .arg(clean.size())};
    }
    return {.ids = {clean}};
}

QString roundedNumberText(const QString &text)
{
    static const QRegularExpression rounded(u"(?<![\\w.,])\\d[.,]\\d+E\\+?1[5-7](?!\\w)"_s,
                                            QRegularExpression::CaseInsensitiveOption);
    const auto match = rounded.match(text);
    if (!match.hasMatch())
        return {};
    return Text::tr(
               "A spreadsheet has rounded this ID (%1). Format its column as text and enter the "
               "ID again, because the last digits are lost.")
        .arg(match.captured());
}

QString roundedIdText(const QString &id)
{
    if (!id.endsWith("00"_L1))
        return {};
    return Text::tr(
        "The ID ends in 00: a spreadsheet may have rounded it, because spreadsheets keep "
        "only 15 digits of a number.");
}

} // namespace roomkeeper::admin
