#include "sandbox/service/userdirectory.h"

namespace roomkeeper::sandbox {

quint32 UserDirectory::numberOf(const QByteArray &rawId)
{
    const auto known = m_numbers.constFind(rawId);
    if (known != m_numbers.constEnd())
        return *known;
    const auto number = static_cast<quint32>(m_users.size());
    m_users.push_back({rawId, State::Mentioned});
    m_numbers.insert(rawId, number);
    if (m_changed)
        m_changed->push_back(number);
    return number;
}

std::optional<quint32> UserDirectory::find(const QByteArray &rawId) const
{
    const auto known = m_numbers.constFind(rawId);
    if (known == m_numbers.constEnd())
        return std::nullopt;
    return *known;
}

void UserDirectory::setState(quint32 number, State state)
{
    m_users[number].state = state;
    if (m_changed)
        m_changed->push_back(number);
}

void UserDirectory::clear()
{
    m_users.clear();
    m_numbers.clear();
}

void UserDirectory::reserve(size_t count)
{
    m_users.reserve(count);
    m_numbers.reserve(static_cast<qsizetype>(count));
}

} // namespace roomkeeper::sandbox
