#pragma once

#include <QByteArray>
#include <QHash>

#include <optional>
#include <vector>

namespace roomkeeper::sandbox {

/// All raw ids that the sandbox has met, each with a number, so that rosters are small. A raw id
/// once met keeps its number.
class UserDirectory
{
public:
    /// The numbers stand in state files.
    enum class State : quint8 {
        Mentioned, ///< on a roster, but made by another resource or never made
        Existing, ///< made here
        Deleted, ///< made here and deleted
    };

    /// The number of a raw id, a new one where it was not met before.
    quint32 numberOf(const QByteArray &rawId);
    std::optional<quint32> find(const QByteArray &rawId) const;

    const QByteArray &rawId(quint32 number) const { return m_users[number].rawId; }
    State state(quint32 number) const { return m_users[number].state; }
    void setState(quint32 number, State state);
    void reserve(size_t count);
    size_t count() const { return m_users.size(); }
    void clear();

    /// Notes in `changed` from now on the number of each user who is new or changes; null: nowhere.
    void noteChangesIn(std::vector<quint32> *changed) { m_changed = changed; }

private:
    struct User
    {
        QByteArray rawId;
        State state;
    };

    std::vector<User> m_users;
    QHash<QByteArray, quint32> m_numbers;
    std::vector<quint32> *m_changed = nullptr;
};

} // namespace roomkeeper::sandbox
