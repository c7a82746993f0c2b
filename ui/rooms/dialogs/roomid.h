#pragma once

#include <QString>

namespace roomkeeper::ui {

/// What keeps a typed text from being a room id, in words to stand beside the field; empty where
/// nothing does. The service has ids of 16 to 18 digits.
QString roomIdProblem(const QString &text);

/// The id in a typed text: without the blanks that come along when one is copied.
QString cleanRoomId(const QString &text);

} // namespace roomkeeper::ui
