#pragma once

#include <QByteArray>
#include <QHash>

#include <optional>
#include <vector>

namespace roomkeeper::sandbox {

/// All raw IDs that the sandbox has seen, each with a number, which keeps lists of participants
/// small. The number of a raw ID never changes.
class UserDirectory
{
public:
    /// The numbers are stored in state files.
    enum class State : quint8 {
        Mentioned, ///< used as a participant, but created by another resource or never created
        Existing, ///< created here
        Deleted, ///< created here and deleted
    };

    /// The number of a raw ID, a new one if it was not seen before.
    quint32 numberOf(const QByteArray &rawId);
    std::optional<quint32> find(const QByteArray &rawId) const;

    const QByteArray &rawId(quint32 number) const { return m_users[number].rawId; }
    State state(quint32 number) const { return m_users[number].state; }
    void setState(quint32 number, State state);
    void reserve(size_t count);
    size_t count() const { return m_users.size(); }
    void clear();

    /// Records in `changed` from now on the number of each new or changed user; null: don't record.
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
