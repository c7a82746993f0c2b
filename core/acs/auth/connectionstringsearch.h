#pragma once

#include "acs/auth/connectionstring.h"
#include "base/result.h"

#include <QString>

#include <vector>

namespace roomkeeper::acs {

/// A connection string in a longer text.
struct FoundConnectionString
{
    QString text = {}; ///< a secret: overwrite it after use
    Endpoint endpoint = {};
    /// There are others with the same endpoint and another key. This is the primary one: that of
    /// the name “primary…”, or else the first.
    bool isPrimary = false;
};

using roomkeeper::secureZero;
/// Overwrites their texts.
void secureZero(std::vector<FoundConnectionString> &found);

/// Finds the connection strings in a text: one alone, a line of an environment file, a setting in
/// JSON, the list of keys of the Azure portal and of `az communication list-key`. One for each
/// endpoint, in the order of the text; never none. Error: kind Invalid if there is none; the
/// message never repeats the text. parseConnectionString() says what is wrong with a text that was
/// meant to be one.
[[nodiscard]] Result<std::vector<FoundConnectionString>> findConnectionStrings(const QString &text);

/// Whether the text may contain a part of a connection string with its key, however it is written.
/// For texts that are stored or passed on.
bool mayHoldAccessKey(const QString &text);
/// The same, or an access token (a JWT).
bool mayHoldSecret(const QString &text);

} // namespace roomkeeper::acs
