#include "ui/participants/rosterentries.h"

#include "base/searchtext.h"
#include "ui/participants/rostertext.h"

namespace roomkeeper::ui {

acs::Role RosterEntry::shownRole() const
{
    if (change && change->wanted)
        return *change->wanted;
    if (role)
        return *role;
    // To be removed, and already removed by somebody else.
    return change ? change->before.value_or(acs::Role()) : acs::Role();
}

std::optional<admin::RosterChange::Kind> RosterEntry::kind() const
{
    if (!change || change->wanted == role)
        return std::nullopt;
    return admin::RosterChange::kindOf(role, *change);
}

RosterEntries::RosterEntries()
    : m_ranks(acs::rolesOf(acs::defaultApiVersion))
{
    m_collator.setCaseSensitivity(Qt::CaseInsensitive);
    m_collator.setNumericMode(true); // Patient 9 before Patient 10
}

RosterEntries::Touched RosterEntries::setRoster(const QList<acs::Participant> &roster)
{
    Touched touched;
    ++m_read;
    m_slotOfId.reserve(roster.size());
    if (m_entries.empty())
        m_entries.reserve(static_cast<size_t>(roster.size()));
    for (const acs::Participant &participant : roster) {
        int slot = slotOf(participant.rawId);
        const bool isNew = slot < 0;
        if (isNew)
            slot = take(participant.rawId, touched);
        RosterEntry &one = entry(slot);
        const bool isOther = one.role != participant.role;
        one.role = participant.role;
        one.read = m_read;
        if (isNew || isOther)
            write(one);
        if (!isNew && isOther)
            touched.changed.push_back(slot);
    }
    for (int slot = 0; slot < slotCount(); ++slot) {
        RosterEntry &one = entry(slot);
        if (!one.role || one.read == m_read)
            continue;
        one.role.reset();
        if (!one.isGone())
            write(one);
        (one.isGone() ? touched.gone : touched.changed).push_back(slot);
    }
    return touched;
}

RosterEntries::Touched RosterEntries::setDraft(const admin::RosterDraft &draft)
{
    Touched touched;
    // Both are sorted by raw ID, so one pass over the two finds the differences.
    auto before = m_draft.changes.constKeyValueBegin();
    auto now = draft.changes.constKeyValueBegin();
    const auto beforeEnd = m_draft.changes.constKeyValueEnd();
    const auto nowEnd = draft.changes.constKeyValueEnd();
    const auto put = [&](const QString &rawId, const std::optional<admin::RosterChange> &change) {
        int slot = slotOf(rawId);
        const bool isNew = slot < 0;
        if (isNew && (!change || !change->wanted))
            return;
        if (isNew)
            slot = take(rawId, touched);
        RosterEntry &one = entry(slot);
        one.change = change;
        if (!one.isGone())
            write(one);
        if (!isNew)
            (one.isGone() ? touched.gone : touched.changed).push_back(slot);
    };
    while (before != beforeEnd || now != nowEnd) {
        if (now == nowEnd || (before != beforeEnd && before->first < now->first)) {
            put(before->first, std::nullopt);
            ++before;
        } else if (before == beforeEnd || now->first < before->first) {
            put(now->first, now->second);
            ++now;
        } else {
            if (before->second != now->second)
                put(now->first, now->second);
            ++before;
            ++now;
        }
    }
    m_draft = draft;
    return touched;
}

RosterEntries::Touched RosterEntries::setNames(const QHash<QString, QString> &names)
{
    Touched touched;
    m_names = names;
    for (int slot = 0; slot < slotCount(); ++slot) {
        if (!isUsed(slot))
            continue;
        RosterEntry &one = entry(slot);
        const QString known = m_names.value(one.rawId);
        if (known == one.name)
            continue;
        one.nameKey.reset();
        one.name = known;
        write(one);
        touched.changed.push_back(slot);
    }
    return touched;
}

void RosterEntries::release(const std::vector<int> &slotNumbers)
{
    for (const int slot : slotNumbers) {
        m_slotOfId.remove(at(slot).rawId);
        entry(slot) = RosterEntry();
        m_free.push_back(slot);
    }
}

int RosterEntries::take(const QString &rawId, Touched &touched)
{
    int slot = slotCount();
    if (m_free.empty()) {
        m_entries.emplace_back();
    } else {
        slot = m_free.back();
        m_free.pop_back();
    }
    RosterEntry &one = entry(slot);
    one.rawId = rawId;
    one.name = m_names.value(rawId);
    one.sequence = m_nextSequence++;
    if (const auto requestedChange = m_draft.changes.constFind(rawId);
        requestedChange != m_draft.changes.constEnd())
        one.change = *requestedChange;
    m_slotOfId.insert(rawId, slot);
    touched.added.push_back(slot);
    return slot;
}

/// Updates the cached values of an entry for sorting and filtering.
void RosterEntries::write(RosterEntry &entry)
{
    const acs::Role role = entry.shownRole();
    const qsizetype rank = m_ranks.indexOf(role);
    entry.roleRank = static_cast<int>(rank < 0 ? m_ranks.size() : rank);
    if (!entry.name.isEmpty() && !entry.nameKey)
        entry.nameKey = m_collator.sortKey(entry.name);
    entry.searchText =
        searchText(QStringList{entry.name, entry.rawId, roleText(role)}.join(QChar::LineFeed));
}

} // namespace roomkeeper::ui
