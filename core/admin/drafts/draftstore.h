#pragma once

#include "admin/drafts/roomdraft.h"

#include <QHash>
#include <QList>
#include <QObject>

namespace roomkeeper::admin {

/// The drafts of a connection's rooms, one a room, kept until applied or discarded: they survive
/// selecting another room, refreshing and reconnecting. What a person did to a draft can be undone
/// and done again. Main thread.
class DraftStore : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;
    Q_DISABLE_COPY_MOVE(DraftStore)

    RoomDraft draft(const QString &roomId) const;
    /// Whether the room's draft changes anything; an empty one that can be undone or done again is
    /// none.
    bool has(const QString &roomId) const;
    /// How many rooms have one.
    qsizetype count() const { return m_count; }
    /// The rooms that have one, in no order.
    QStringList roomIds() const;

    /// What a person did, in words for the menu: "Add 3 participants". With the same non-empty
    /// `mergeKey` as the step before (typing on in one field) both are one step.
    struct Step
    {
        QString text = {};
        QString mergeKey = {};
    };
    /// A step that can be undone. A draft that equals the one there is no step.
    void edit(const QString &roomId, const RoomDraft &draft, const Step &step);
    /// Not a person's step: what the service's answers left of a draft. Steps known before lead to
    /// drafts that no longer fit, and are forgotten.
    void settle(const QString &roomId, const RoomDraft &draft);
    /// What the service said to a draft of which it took nothing. The steps still fit, and stay.
    void remark(const QString &roomId, const RoomDraft &draft);
    /// Forgets draft and steps: the room is gone.
    void forget(const QString &roomId);
    /// Moves the drafts of `other` here with their steps, but for rooms that are edited here too.
    void moveFrom(DraftStore &other);

    /// What undo() takes back, in words; empty: nothing.
    QString undoText(const QString &roomId) const;
    QString redoText(const QString &roomId) const;
    void undo(const QString &roomId);
    void redo(const QString &roomId);

signals:
    /// The draft, or what can be undone, is another.
    void changed(const QString &roomId);

private:
    struct History
    {
        RoomDraft draft = {};
        QList<std::pair<RoomDraft, Step>> undo = {}; ///< the drafts before, newest last
        QList<std::pair<RoomDraft, Step>> redo = {};
    };
    /// Sets the draft of a history, which goes where it holds nothing any more, and tells.
    void put(const QString &roomId, History &history, const RoomDraft &draft);

    QHash<QString, History> m_histories; ///< of rooms with a draft or steps
    qsizetype m_count = 0; ///< of drafts that are not empty
};

} // namespace roomkeeper::admin
