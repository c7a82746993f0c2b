#pragma once

#include "admin/rooms/roomstore.h"
#include "ui/common/timedisplay.h"

#include <QList>
#include <QMimeData>

#include <memory>

namespace roomkeeper::ui {

/// Rooms for the clipboard: a table of name, room ID, Valid from and Valid until, with times in the
/// displayed zone. As text with tabs, and as HTML in which IDs and names are marked as text, so
/// that a spreadsheet keeps all digits and calculates nothing.
std::unique_ptr<QMimeData> clipboardTable(const QList<admin::StoredRoom> &rooms,
                                          const TimeDisplay &display);

} // namespace roomkeeper::ui
