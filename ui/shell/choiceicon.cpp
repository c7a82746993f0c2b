#include "ui/shell/choiceicon.h"

#include "ui/connections/bandcolours.h"

namespace roomkeeper::ui {

QIcon choiceIcon(const ConnectionChoice &choice)
{
    return swatch(QColor(choice.profile.colour));
}

} // namespace roomkeeper::ui
