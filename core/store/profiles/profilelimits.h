#pragma once

#include <QtGlobal>

namespace roomkeeper::store {

/// How long the texts of a profile may be, in UTF-16 units; more than a list of connections can
/// show, and little enough that no text grows without end.
constexpr qsizetype maxProfileNameLength = 200;
constexpr qsizetype maxProfileGroupLength = 100;
constexpr qsizetype maxProfileNotesLength = 10'000;

} // namespace roomkeeper::store
