#include "sandbox/service/role.h"

#include <array>

namespace roomkeeper::sandbox {

namespace {

constexpr std::array<QByteArrayView, 4> names{"Presenter", "Attendee", "Consumer", "Collaborator"};

} // namespace

std::optional<Role> roleFromWire(QStringView name, ApiVersion version)
{
    for (size_t i = 0; i < names.size(); ++i) {
        if (name.compare(QLatin1StringView(names[i]), Qt::CaseInsensitive) != 0)
            continue;
        const auto role = static_cast<Role>(i);
        if (role == Role::Collaborator && !hasCollaborator(version))
            return std::nullopt;
        return role;
    }
    return std::nullopt;
}

QByteArrayView toWire(Role role)
{
    return names[static_cast<size_t>(role)];
}

} // namespace roomkeeper::sandbox
