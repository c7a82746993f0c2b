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
class Settings;
class ValidityEditor;

/// The selected room with its pending changes. Edits go to the draft that the connection keeps for
/// the room, so they are still there when the room is selected again. Sends nothing itself.
class RoomDetails : public QWidget
{
    Q_OBJECT

public:
    /// All must outlive this.
    RoomDetails(admin::Connection &connection, TimeDisplay &display, Settings &settings,
                QWidget *parent = nullptr);
    Q_DISABLE_COPY_MOVE(RoomDetails)

    /// Shows the details of the one selected room; if none or several are selected (`roomId` is
    /// empty), what to do about that.
    void showSelection(const QString &roomId, qsizetype selected);
    /// The room shown; empty if there is not exactly one.
    QString roomId() const { return m_roomId; }
    RosterPane *roster() const { return m_roster; }
    /// Moves the focus to the room's name.
    void editName();

    /// Whether the room's draft can be applied now, and discarded.
    bool canApply() const { return m_canApply; }
    bool canDiscard() const { return m_canDiscard; }
    /// Whether its draft is being applied, which can be stopped.
    bool canStop() const { return isApplying(); }
    /// Whether its draft can be edited now, including undo and redo.
    bool canEdit() const { return m_canEdit; }
    /// Updates what can be done, e.g. after the connection became read-only.
    void updateControls();
    /// The draft of a room is being applied: it can't be edited until that has ended.
    void setApplying(const QString &roomId, bool isApplying);
    /// The number of requests that have ended while a draft is being applied.
    void setProgress(const QString &roomId, qsizetype answered, qsizetype all);

signals:
    void applyRequested(const QString &roomId);
    void discardRequested(const QString &roomId);
    void stopRequested(const QString &roomId);
    void copyIdRequested();
    void addParticipantsRequested(const QString &roomId);
    void newUserRequested(const QString &roomId);
    /// canApply() or canDiscard() may have changed.
    void possibilitiesChanged();

private:
    QWidget *createPlaceholder();
    QWidget *createEditors();
    QWidget *createFoot();
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
    /// The progress of the requests for a draft's participants.
    struct Progress
    {
        qsizetype answered = 0;
        qsizetype all = 0;
    };
    QHash<QString, Progress> m_applying; ///< drafts being applied, by room
    QTimer m_patience; ///< short operations don't show the button to stop them
    /// The draft or the editors are being updated; their signals are ignored.
    bool m_isWriting = false;
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
