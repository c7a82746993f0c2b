#include "ui/connections/connectionchoice.h"

#include <algorithm>

namespace roomkeeper::ui {

QList<ConnectionChoice> usedLast(QList<ConnectionChoice> choices, qsizetype most)
{
    choices.removeIf([](const ConnectionChoice &choice) {
        return choice.kind == ConnectionChoice::Kind::Sandbox;
    });
    if (choices.size() <= most)
        return choices;
    std::ranges::stable_sort(choices, [](const auto &left, const auto &right) {
        if (left.kind != right.kind)
            return left.kind == ConnectionChoice::Kind::Environment;
        return left.profile.lastUsed > right.profile.lastUsed;
    });
    choices.resize(most);
    return choices;
}

} // namespace roomkeeper::ui
