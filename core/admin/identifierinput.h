#pragma once

#include <QList>
#include <QString>
#include <QStringView>

namespace roomkeeper::admin {

/// What a pasted text of identifiers holds.
struct IdentifierInput
{
    struct Problem
    {
        int line = 0; ///< counted from 1
        QString text = {}; ///< the identifier as typed
        QString message = {}; ///< e.g. "a phone number; Rooms takes communication users only"

        bool operator==(const Problem &) const = default;
    };
    QList<QString> rawIds = {}; ///< good ones, each once, in order
    QList<Problem> problems = {};
    int duplicates = 0; ///< good ones that were named again

    bool operator==(const IdentifierInput &) const = default;
};

/// Reads identifiers separated by lines, commas, semicolons or blanks.
IdentifierInput readIdentifiers(QStringView text);

} // namespace roomkeeper::admin
