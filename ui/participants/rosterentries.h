#pragma once

#include "admin/drafts/rosterdraft.h"

#include <QCollator>
#include <QHash>

#include <optional>
#include <vector>

namespace roomkeeper::ui {

/// A person in the service's list of a room, or in its draft.
struct RosterEntry
{
    QString rawId = {};
    QString name = {}; ///< the local name
    std::optional<acs::Role> role = {}; ///< in the service's list; absent: not a participant
    std::optional<admin::RosterChange> change = {};

    // Cached, so that sorting and filtering create no texts.
    quint32 sequence = 0; ///< the order in the service's list, then of adding
    quint32 read = 0; ///< the last list that contained this person
    int roleRank = 0;
    QString searchText = {}; ///< searchText() of name, identifier, role
    std::optional<QCollatorSortKey> nameKey = {}; ///< absent without a name

    /// Neither in the list nor to be added: about to be released.
    bool isGone() const { return !role && (!change || !change->wanted); }
    /// The role shown in the table: the pending one, else that of the list.
    acs::Role shownRole() const;
    /// Absent if nothing is pending, or if the list already has the pending role.
    std::optional<admin::RosterChange::Kind> kind() const;
};

/// The service's list merged with the draft and the names, by raw ID. Each person keeps a slot as
/// long as one of these contains them.
class RosterEntries
{
public:
    /// Slots that a merge changed.
    struct Touched
    {
        std::vector<int> added = {};
        std::vector<int> changed = {};
        std::vector<int> gone = {}; ///< readable until they are released
    };

    RosterEntries();

    /// One more than the highest slot, used or free.
    int slotCount() const { return static_cast<int>(m_entries.size()); }
    const RosterEntry &at(int slot) const { return m_entries[static_cast<size_t>(slot)]; }
    /// -1 if the ID is unknown.
    int slotOf(const QString &rawId) const { return m_slotOfId.value(rawId, -1); }
    qsizetype count() const { return m_slotOfId.size(); }
    bool isUsed(int slot) const { return !at(slot).rawId.isEmpty(); }

    /// If a raw ID appears twice, the last one counts.
    Touched setRoster(const QList<acs::Participant> &roster);
    Touched setDraft(const admin::RosterDraft &draft);
    /// Names by raw ID, including people who are not participants.
    Touched setNames(const QHash<QString, QString> &names);
    void release(const std::vector<int> &slotNumbers);

private:
    RosterEntry &entry(int slot) { return m_entries[static_cast<size_t>(slot)]; }
    int take(const QString &rawId, Touched &touched);
    void write(RosterEntry &entry);

    std::vector<RosterEntry> m_entries;
    std::vector<int> m_free;
    QHash<QString, int> m_slotOfId;
    QHash<QString, QString> m_names;
    admin::RosterDraft m_draft;
    QList<acs::Role> m_ranks;
    QCollator m_collator;
    quint32 m_read = 0;
    quint32 m_nextSequence = 0;
};

} // namespace roomkeeper::ui
