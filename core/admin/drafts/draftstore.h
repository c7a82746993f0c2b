#pragma once

#include "admin/drafts/roomdraft.h"

#include <QHash>
#include <QList>
#include <QObject>

namespace roomkeeper::admin {

/// The drafts of a connection's rooms, one per room, kept until applied or discarded: they survive
/// selecting another room, refreshing and reconnecting. Edits can be undone and redone. Main
/// thread.
class DraftStore : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;
    Q_DISABLE_COPY_MOVE(DraftStore)

    RoomDraft draft(const QString &roomId) const;
    /// Whether the room's draft changes anything. An empty draft with steps to undo or redo does
    /// not count.
    bool has(const QString &roomId) const;
    /// The number of rooms that have one.
    qsizetype count() const { return m_count; }
    /// The rooms that have one, in any order.
    QStringList roomIds() const;

    /// An edit, with its text for the menu: "Add 3 participants". An edit with the same non-empty
    /// `mergeKey` as the one before (typing in one field) is merged with it.
    struct Step
    {
        QString text = {};
        QString mergeKey = {};
    };
    /// An edit that can be undone. Ignored if the draft does not change.
    void edit(const QString &roomId, const RoomDraft &draft, const Step &step);
    /// Sets what remains of a draft after the service responded. Earlier steps no longer fit and
    /// are deleted.
    void settle(const QString &roomId, const RoomDraft &draft);
    /// Sets the messages of the service in a draft of which it accepted nothing. The steps are
    /// kept.
    void remark(const QString &roomId, const RoomDraft &draft);
    /// Deletes draft and steps: the room is gone.
    void forget(const QString &roomId);
    /// Moves the drafts of `other` here with their steps, except for rooms that are edited here
    /// too.
    void moveFrom(DraftStore &other);

    /// What undo() would undo, for the menu; empty: nothing.
    QString undoText(const QString &roomId) const;
    QString redoText(const QString &roomId) const;
    void undo(const QString &roomId);
    void redo(const QString &roomId);

signals:
    /// The draft, or what can be undone, has changed.
    void changed(const QString &roomId);

private:
    struct History
    {
        RoomDraft draft = {};
        QList<std::pair<RoomDraft, Step>> undo = {}; ///< earlier drafts, newest last
        QList<std::pair<RoomDraft, Step>> redo = {};
    };
    /// Sets the draft of a history, deletes a history that has become empty, and emits changed().
    void put(const QString &roomId, History &history, const RoomDraft &draft);

    QHash<QString, History> m_histories; ///< of rooms with a draft or steps
    qsizetype m_count = 0; ///< number of drafts that are not empty
};

} // namespace roomkeeper::admin
