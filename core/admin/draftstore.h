#pragma once

#include "admin/roomdraft.h"

#include <QHash>
#include <QObject>

namespace roomkeeper::admin {

/// The drafts of a connection's rooms, one a room, kept until applied or discarded: they survive
/// selecting another room, refreshing and reconnecting. Main thread.
class DraftStore : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;
    Q_DISABLE_COPY_MOVE(DraftStore)

    RoomDraft draft(const QString &roomId) const { return m_drafts.value(roomId); }
    bool has(const QString &roomId) const { return m_drafts.contains(roomId); }
    qsizetype count() const { return m_drafts.size(); }

    /// An empty draft discards.
    void set(const QString &roomId, const RoomDraft &draft);
    void discard(const QString &roomId);

signals:
    void changed(const QString &roomId);

private:
    QHash<QString, RoomDraft> m_drafts;
};

} // namespace roomkeeper::admin
