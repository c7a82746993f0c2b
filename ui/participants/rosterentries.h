#pragma once

#include "admin/drafts/rosterdraft.h"

#include <QCollator>
#include <QHash>

#include <optional>
#include <vector>

namespace roomkeeper::ui {

/// One person of a room: on the service's list, wished to be, or wished away.
struct RosterEntry
{
    QString rawId = {};
    QString name = {}; ///< as this computer knows it
    std::optional<acs::Role> role = {}; ///< as the service's list has it; absent: not on it
    std::optional<admin::RosterChange> change = {};

    // Kept so that neither sorting nor filtering makes texts.
    quint32 sequence = 0; ///< the order of the service's answer, then of adding
    quint32 read = 0; ///< the roster that named this person last
    int roleRank = 0;
    QString searchText = {}; ///< case-folded: name, identifier, role
    std::optional<QCollatorSortKey> nameKey = {}; ///< absent without a name

    /// Neither on the list nor wished to be: about to be released.
    bool isGone() const { return !role && (!change || !change->wanted); }
    /// The role that the table shows: the wished one, else that of the list.
    acs::Role shownRole() const;
    /// Absent where nothing is pending, also since the list fulfils the wish already.
    std::optional<admin::RosterChange::Kind> kind() const;
};

/// The service's roster merged with the draft and the names, by raw id. Each person keeps a slot
/// as long as one of them knows him.
class RosterEntries
{
public:
    /// Slots that a merge touched.
    struct Touched
    {
        std::vector<int> added = {};
        std::vector<int> changed = {};
        std::vector<int> gone = {}; ///< readable until they are released
    };

    RosterEntries();

    /// One past the highest slot in use or free.
    int slotCount() const { return static_cast<int>(m_entries.size()); }
    const RosterEntry &at(int slot) const { return m_entries[static_cast<size_t>(slot)]; }
    /// -1 where nobody of that id is known.
    int slotOf(const QString &rawId) const { return m_slotOfId.value(rawId, -1); }
    qsizetype count() const { return m_slotOfId.size(); }
    bool isUsed(int slot) const { return !at(slot).rawId.isEmpty(); }

    /// A raw id that comes twice counts as it came last.
    Touched setRoster(const QList<acs::Participant> &roster);
    Touched setDraft(const admin::RosterDraft &draft);
    /// Names by raw id, also of people who are not here.
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
