#include "ui/shell/choiceicon.h"

#include "ui/connections/editor/bandcolours.h"

namespace roomkeeper::ui {

QIcon choiceIcon(const ConnectionChoice &choice)
{
    return swatch(QColor(choice.profile.colour));
}

} // namespace roomkeeper::ui
