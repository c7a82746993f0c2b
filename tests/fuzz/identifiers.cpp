#include "acs/identity/communicationidentifier.h"
#include "admin/drafts/identifierinput.h"
#include "base/inputcleaner.h"
#include "fuzz.h"

#include <QSet>

using namespace roomkeeper;
using namespace roomkeeper::fuzz;

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const QString text = QString::fromUtf8(Input(data, size).rest());
    const qsizetype lines = text.size() + 1;
    QString clean = text;
    cleanCharacters(clean);
    clean.replace(QStringLiteral("%3a"), QStringLiteral(":"), Qt::CaseInsensitive);
    const admin::IdentifierInput input = admin::readIdentifiers(text);

    QSet<QString> seen;
    for (const QString &rawId : input.rawIds) {
        require(acs::isAcceptedByRooms(rawId), "only what Rooms takes is good");
        require(acs::resourceGuid(rawId).size() == 36, "a good one has a resource");
        require(!seen.contains(rawId), "each good one is there once");
        require(clean.contains(rawId, Qt::CaseInsensitive), "a good one stands in the text");
        seen.insert(rawId);
    }
    for (const auto &problem : input.problems) {
        require(!acs::isAcceptedByRooms(problem.text), "what Rooms takes is no problem");
        require(problem.line >= 1 && problem.line <= lines, "a problem is on a line");
        require(!problem.text.isEmpty() && !problem.message.isEmpty(), "a problem has words");
        require(problem.text.endsWith(QChar(0x2026)) || problem.text.contains(u' ')
                    || clean.contains(problem.text),
                "a problem stands in the text");
    }
    for (auto role = input.roles.cbegin(); role != input.roles.cend(); ++role)
        require(seen.contains(role.key()) && role->isKnown(), "a good one has a known role");
    for (auto name = input.names.cbegin(); name != input.names.cend(); ++name)
        require(seen.contains(name.key()) && !name->isEmpty(), "a good one has a name");
    require(input.rest.size() <= 81, "the rest is short");
    qsizetype again = 0;
    for (const auto &repetition : input.repetitions) {
        require(seen.contains(repetition.rawId), "a repeated one is a good one");
        require(repetition.lines.size() > 1, "a repeated one is named twice");
        again += repetition.lines.size() - 1;
    }
    require(again == input.duplicates, "every repetition is counted");

    const admin::IdentifierInput same = admin::readIdentifiers(input.rawIds.join(u'\n'));
    require(same.rawIds == input.rawIds && same.problems.isEmpty() && same.duplicates == 0,
            "the good ones read the same again");
    const admin::RosterIndex roster{{input.rawIds.value(0), acs::Role::attendee()}};
    const auto checks = admin::evaluateIdentifiers(input, roster, acs::Role::presenter(),
                                                   admin::usualResource(roster));
    require(checks.size() == input.rawIds.size(), "each good one is judged");
    return 0;
}
