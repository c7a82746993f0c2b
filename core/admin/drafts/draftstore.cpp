#include "admin/drafts/draftstore.h"

#include <utility>

namespace roomkeeper::admin {

namespace {

/// The most steps of a room: a draft may contain thousands of people.
constexpr qsizetype maxSteps = 100;

} // namespace

RoomDraft DraftStore::draft(const QString &roomId) const
{
    const auto history = m_histories.constFind(roomId);
    return history == m_histories.constEnd() ? RoomDraft() : history->draft;
}

bool DraftStore::has(const QString &roomId) const
{
    const auto history = m_histories.constFind(roomId);
    return history != m_histories.constEnd() && !history->draft.isEmpty();
}

QStringList DraftStore::roomIds() const
{
    QStringList roomIds;
    roomIds.reserve(m_count);
    for (auto at = m_histories.cbegin(); at != m_histories.cend(); ++at) {
        if (!at->draft.isEmpty())
            roomIds.append(at.key());
    }
    return roomIds;
}

void DraftStore::edit(const QString &roomId, const RoomDraft &draft, const Step &step)
{
    if (draft == this->draft(roomId))
        return;
    History &history = m_histories[roomId];
    const bool isMerged = !step.mergeKey.isEmpty() && history.redo.isEmpty()
                          && !history.undo.isEmpty()
                          && history.undo.last().step.mergeKey == step.mergeKey;
    if (!isMerged) {
        append(history, {.step = step, .draft = history.draft});
    } else {
        history.redo.clear();
        if (history.undo.last().draft == draft)
            history.undo.removeLast(); // typed back to the original value: nothing to undo
    }
    put(roomId, history, draft);
}

void DraftStore::append(History &history, const Entry &entry)
{
    history.redo.clear();
    history.undo.append(entry);
    if (history.undo.size() > maxSteps)
        history.undo.removeFirst();
}

void DraftStore::add(const QString &roomId, const Entry &entry)
{
    History &history = m_histories[roomId];
    append(history, entry);
    emit changed(roomId);
}

void DraftStore::addApplied(const QString &roomId, const AppliedChange &change)
{
    if (!change.isEmpty())
        add(roomId, {.step = {.text = tr("Apply changes")}, .change = change});
}

void DraftStore::addAnnotation(const AnnotationChange &change)
{
    const QString text = !change.rawId.isEmpty() ? tr("Change name of participant")
                         : change.after.name     ? tr("Change name")
                                                 : tr("Change tags");
    add(change.roomId, {.step = {.text = text}, .change = change});
}

void DraftStore::settle(const QString &roomId, const RoomDraft &draft)
{
    const auto history = m_histories.find(roomId);
    if (history == m_histories.end() && draft.isEmpty())
        return;
    History &settled = history == m_histories.end() ? m_histories[roomId] : *history;
    const qsizetype steps = settled.undo.size() + settled.redo.size();
    settled.undo.removeIf([](const Entry &each) { return each.isEdit(); });
    settled.redo.clear();
    if (settled.undo.size() != steps || settled.draft != draft)
        put(roomId, settled, draft);
}

void DraftStore::remark(const QString &roomId, const RoomDraft &draft)
{
    if (draft != this->draft(roomId))
        put(roomId, m_histories[roomId], draft);
}

void DraftStore::forget(const QString &roomId)
{
    const auto history = m_histories.find(roomId);
    if (history == m_histories.end())
        return;
    history->undo.clear();
    history->redo.clear();
    put(roomId, *history, {});
}

void DraftStore::moveFrom(DraftStore &other)
{
    const QHash<QString, History> taken = std::exchange(other.m_histories, {});
    other.m_count = 0;
    for (auto at = taken.cbegin(); at != taken.cend(); ++at) {
        emit other.changed(at.key());
        if (m_histories.contains(at.key()))
            continue; // the draft here is newer
        m_histories.insert(at.key(), *at);
        m_count += at->draft.isEmpty() ? 0 : 1;
        emit changed(at.key());
    }
}

const DraftStore::Entry *DraftStore::next(const QString &roomId, QList<Entry> History::*steps) const
{
    const auto history = m_histories.constFind(roomId);
    if (history == m_histories.constEnd() || (*history.*steps).isEmpty())
        return nullptr;
    return &(*history.*steps).last();
}

QString DraftStore::undoText(const QString &roomId) const
{
    const Entry *entry = next(roomId, &History::undo);
    return entry == nullptr ? QString() : entry->step.text;
}

QString DraftStore::redoText(const QString &roomId) const
{
    const Entry *entry = next(roomId, &History::redo);
    return entry == nullptr ? QString() : entry->step.text;
}

bool DraftStore::undoesAnnotation(const QString &roomId) const
{
    const Entry *entry = next(roomId, &History::undo);
    return entry != nullptr && std::holds_alternative<AnnotationChange>(entry->change);
}

bool DraftStore::redoesAnnotation(const QString &roomId) const
{
    const Entry *entry = next(roomId, &History::redo);
    return entry != nullptr && std::holds_alternative<AnnotationChange>(entry->change);
}

void DraftStore::undo(const QString &roomId, const acs::Room *room)
{
    const auto history = m_histories.find(roomId);
    if (history == m_histories.end() || history->undo.isEmpty())
        return;
    Entry entry = history->undo.takeLast();
    RoomDraft draft = history->draft;
    const auto *annotation = std::get_if<AnnotationChange>(&entry.change);
    if (entry.isEdit()) {
        draft = std::exchange(entry.draft, draft);
    } else if (const auto *applied = std::get_if<AppliedChange>(&entry.change)) {
        entry.draft = draft;
        draft = withReverted(draft, *applied);
        if (room != nullptr)
            draft = normalized(draft, *room);
    }
    history->redo.append(entry);
    put(roomId, *history, draft);
    if (annotation != nullptr)
        emit annotationWanted(annotation->reversed());
}

void DraftStore::redo(const QString &roomId)
{
    const auto history = m_histories.find(roomId);
    if (history == m_histories.end() || history->redo.isEmpty())
        return;
    Entry entry = history->redo.takeLast();
    RoomDraft draft = history->draft;
    const auto *annotation = std::get_if<AnnotationChange>(&entry.change);
    if (annotation == nullptr)
        draft = std::exchange(entry.draft, draft);
    history->undo.append(entry);
    put(roomId, *history, draft);
    if (annotation != nullptr)
        emit annotationWanted(*annotation);
}

void DraftStore::put(const QString &roomId, History &history, const RoomDraft &draft)
{
    m_count += (draft.isEmpty() ? 0 : 1) - (history.draft.isEmpty() ? 0 : 1);
    history.draft = draft;
    if (draft.isEmpty() && history.undo.isEmpty() && history.redo.isEmpty())
        m_histories.remove(roomId);
    emit changed(roomId);
}

} // namespace roomkeeper::admin
