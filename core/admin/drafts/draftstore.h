#pragma once

#include "admin/drafts/appliedchange.h"
#include "admin/drafts/roomdraft.h"
#include "admin/rooms/annotationchange.h"

#include <QHash>
#include <QList>
#include <QObject>

#include <variant>

namespace roomkeeper::admin {

/// The drafts of a connection's rooms, one per room, kept until applied or discarded: they survive
/// selecting another room, refreshing and reconnecting. And the history of each room, with up to
/// 100 steps that can be undone and redone: edits of the draft, changes that the service has made,
/// and changes of names and tags. Main thread.
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
    /// Sets what remains of a draft after the service responded. Earlier edits no longer fit and
    /// are removed from the history.
    void settle(const QString &roomId, const RoomDraft &draft);
    /// Sets the messages of the service in a draft of which it accepted nothing. The steps are
    /// kept.
    void remark(const QString &roomId, const RoomDraft &draft);
    /// Adds to the history what the service has changed. Undoing it sends nothing: it sets the
    /// draft to the earlier values.
    void addApplied(const QString &roomId, const AppliedChange &change);
    /// Adds a change of a name or of tags to the history of `change.roomId`. Undoing and redoing it
    /// emits annotationWanted().
    void addAnnotation(const AnnotationChange &change);
    /// Deletes draft and history: the room is gone.
    void forget(const QString &roomId);
    /// Moves the drafts of `other` here with their steps, except for rooms that are edited here
    /// too.
    void moveFrom(DraftStore &other);

    /// What undo() would undo, for the menu; empty: nothing.
    QString undoText(const QString &roomId) const;
    QString redoText(const QString &roomId) const;
    /// Whether undo() would change a name or tags, which is possible on a read-only connection too.
    bool undoesAnnotation(const QString &roomId) const;
    bool redoesAnnotation(const QString &roomId) const;
    /// `room`: the present room, whose values need not be changed; null if it is not known.
    void undo(const QString &roomId, const acs::Room *room = nullptr);
    void redo(const QString &roomId);

signals:
    /// Make this change of a name or of tags.
    void annotationWanted(const roomkeeper::admin::AnnotationChange &change);
    /// The draft, or what can be undone, has changed.
    void changed(const QString &roomId);

private:
    struct Entry
    {
        Step step = {};
        /// To undo: the draft before the step; to redo: the one after it. Unused for annotations.
        RoomDraft draft = {};
        /// Empty for an edit of the draft.
        std::variant<std::monostate, AppliedChange, AnnotationChange> change = {};

        bool isEdit() const { return std::holds_alternative<std::monostate>(change); }
    };
    struct History
    {
        RoomDraft draft = {};
        QList<Entry> undo = {}; ///< newest last
        QList<Entry> redo = {};
    };
    /// The step that undo or redo takes next; null if there is none.
    const Entry *next(const QString &roomId, QList<Entry> History::*steps) const;
    static void append(History &history, const Entry &entry);
    void add(const QString &roomId, const Entry &entry);
    /// Sets the draft of a history, deletes a history that has become empty, and emits changed().
    void put(const QString &roomId, History &history, const RoomDraft &draft);

    QHash<QString, History> m_histories; ///< of rooms with a draft or steps
    qsizetype m_count = 0; ///< number of drafts that are not empty
};

} // namespace roomkeeper::admin
