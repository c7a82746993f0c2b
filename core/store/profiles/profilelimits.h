#pragma once

#include <QtGlobal>

namespace roomkeeper::store {

/// The longest texts of a profile, in UTF-16 units: more than the list of connections can show, and
/// small enough that the file stays small.
constexpr qsizetype maxProfileNameLength = 200;
constexpr qsizetype maxProfileGroupLength = 100;
constexpr qsizetype maxProfileAccountLength = 200; ///< a tenant or subscription
constexpr qsizetype maxProfileNotesLength = 10'000;

} // namespace roomkeeper::store
