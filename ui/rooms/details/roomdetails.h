#pragma once

#include "admin/connections/connection.h"
#include "ui/common/timedisplay.h"

#include <QHash>
#include <QTimer>
#include <QWidget>

class QCheckBox;
class QLabel;
class QPushButton;
class QStackedWidget;

namespace roomkeeper::ui {

class RoomHeader;
class RosterPane;
class ValidityEditor;

/// The selected room: what the service says of it, and what somebody wants it to be. Edits go to
/// the draft that the connection keeps for the room, so they are there again when it is selected
/// the next time. Sends nothing itself.
class RoomDetails : public QWidget
{
    Q_OBJECT

public:
    /// Both outlive this.
    RoomDetails(admin::Connection &connection, TimeDisplay &display, QWidget *parent = nullptr);
    Q_DISABLE_COPY_MOVE(RoomDetails)

    /// The details of the one selected room; where none or several are selected (`roomId` is empty
    /// then), what to do about that.
    void showSelection(const QString &roomId, qsizetype selected);
    /// The room shown; empty where there is no one room.
    QString roomId() const { return m_roomId; }
    RosterPane *roster() const { return m_roster; }
    /// Gives the keyboard to the room's name.
    void editName();

    /// Whether the shown room's draft may be applied now, and discarded.
    bool canApply() const { return m_canApply; }
    bool canDiscard() const { return m_canDiscard; }
    /// Whether its draft is on its way, which can be stopped.
    bool canStop() const { return isApplying(); }
    /// Whether its draft may be edited now, also by undo and redo.
    bool canEdit() const { return m_canEdit; }
    /// What may be done is decided anew, e.g. since the connection became read-only.
    void updateControls();
    /// The draft of a room is on its way: it can't be edited until the answer is there.
    void setApplying(const QString &roomId, bool isApplying);
    /// So many of the requests that apply a draft's participants have been answered.
    void setProgress(const QString &roomId, qsizetype answered, qsizetype all);

signals:
    void applyRequested(const QString &roomId);
    void discardRequested(const QString &roomId);
    void stopRequested(const QString &roomId);
    void copyIdRequested();
    void addParticipantsRequested(const QString &roomId);
    void newUserRequested(const QString &roomId);
    /// canApply() or canDiscard() may be another.
    void possibilitiesChanged();

private:
    QWidget *makePlaceholder();
    QWidget *makeEditors();
    QWidget *makeFoot();
    void roomsChanged(const QList<int> &slotNumbers);
    void draftChanged(const QString &roomId);
    void edited();
    void load();

    const admin::StoredRoom *room() const;
    bool isApplying() const { return m_applying.contains(m_roomId); }
    QString applyingText() const;
    QString pendingText(const admin::StoredRoom &room, const admin::RoomDraft &draft) const;

    admin::Connection &m_connection;
    TimeDisplay &m_display;
    QString m_roomId;
    /// How far the requests for a draft's participants are.
    struct Progress
    {
        qsizetype answered = 0;
        qsizetype all = 0;
    };
    QHash<QString, Progress> m_applying; ///< drafts on their way, by room
    QTimer m_patience; ///< what takes no longer needs no button to stop it
    bool m_isWriting = false; ///< the draft or the editors; not to be answered
    bool m_canApply = false;
    bool m_canDiscard = false;
    bool m_canEdit = false;
    QTimer m_minute; ///< rules depend on the time

    QStackedWidget *m_pages;
    QWidget *m_details = nullptr;
    QLabel *m_placeholder = nullptr;
    RoomHeader *m_header;
    ValidityEditor *m_validity;
    QCheckBox *m_pstn;
    RosterPane *m_roster;
    QLabel *m_pending;
    QPushButton *m_stop;
    QPushButton *m_discard;
    QPushButton *m_apply;
};

} // namespace roomkeeper::ui
