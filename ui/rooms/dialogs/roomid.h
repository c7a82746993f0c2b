#pragma once

#include <QString>

namespace roomkeeper::ui {

/// Why the text is not a room ID, to be shown next to the field; empty if it is one. The service's
/// IDs have 16 to 18 digits.
QString roomIdProblem(const QString &text);

/// The ID in a typed text: without white space that was copied with it.
QString cleanRoomId(const QString &text);

} // namespace roomkeeper::ui
