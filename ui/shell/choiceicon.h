#pragma once

#include "ui/connections/connectionchoice.h"

#include <QIcon>

namespace roomkeeper::ui {

/// A square in the colour of the connection.
QIcon choiceIcon(const ConnectionChoice &choice);

} // namespace roomkeeper::ui
