#include "admin/draftstore.h"

namespace roomkeeper::admin {

void DraftStore::set(const QString &roomId, const RoomDraft &draft)
{
    if (draft.isEmpty()) {
        discard(roomId);
        return;
    }
    const auto known = m_drafts.constFind(roomId);
    if (known != m_drafts.constEnd() && *known == draft)
        return;
    m_drafts.insert(roomId, draft);
    emit changed(roomId);
}

void DraftStore::discard(const QString &roomId)
{
    if (m_drafts.remove(roomId))
        emit changed(roomId);
}

} // namespace roomkeeper::admin
