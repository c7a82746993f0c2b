#include "admin/drafts/draftstore.h"

#include <utility>

namespace roomkeeper::admin {

namespace {

/// The most steps per room: a draft may contain thousands of people.
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
                          && history.undo.last().second.mergeKey == step.mergeKey;
    history.redo.clear();
    if (!isMerged) {
        history.undo.append({history.draft, step});
        if (history.undo.size() > maxSteps)
            history.undo.removeFirst();
    } else if (history.undo.last().first == draft) {
        history.undo.removeLast(); // typed back to the original value: nothing to undo
    }
    put(roomId, history, draft);
}

void DraftStore::settle(const QString &roomId, const RoomDraft &draft)
{
    const auto history = m_histories.find(roomId);
    if (history == m_histories.end() && draft.isEmpty())
        return;
    if (history != m_histories.end() && history->draft == draft && history->undo.isEmpty()
        && history->redo.isEmpty())
        return;
    History &settled = history == m_histories.end() ? m_histories[roomId] : *history;
    settled.undo.clear();
    settled.redo.clear();
    put(roomId, settled, draft);
}

void DraftStore::remark(const QString &roomId, const RoomDraft &draft)
{
    if (draft != this->draft(roomId))
        put(roomId, m_histories[roomId], draft);
}

void DraftStore::forget(const QString &roomId)
{
    settle(roomId, {});
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

QString DraftStore::undoText(const QString &roomId) const
{
    const auto history = m_histories.constFind(roomId);
    return history == m_histories.constEnd() || history->undo.isEmpty()
               ? QString()
               : history->undo.last().second.text;
}

QString DraftStore::redoText(const QString &roomId) const
{
    const auto history = m_histories.constFind(roomId);
    return history == m_histories.constEnd() || history->redo.isEmpty()
               ? QString()
               : history->redo.last().second.text;
}

void DraftStore::undo(const QString &roomId)
{
    const auto history = m_histories.find(roomId);
    if (history == m_histories.end() || history->undo.isEmpty())
        return;
    const auto [before, step] = history->undo.takeLast();
    history->redo.append({history->draft, step});
    put(roomId, *history, before);
}

void DraftStore::redo(const QString &roomId)
{
    const auto history = m_histories.find(roomId);
    if (history == m_histories.end() || history->redo.isEmpty())
        return;
    const auto [after, step] = history->redo.takeLast();
    history->undo.append({history->draft, step});
    put(roomId, *history, after);
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
