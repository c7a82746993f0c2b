#pragma once

#include "admin/connection.h"

#include <QTimer>
#include <QWidget>

class QLabel;
class QPushButton;
class QTableView;

namespace roomkeeper::ui {

class ParticipantTableModel;

/// Who may join the selected room, read from the service whenever another room is shown. What is
/// known already is shown at once; that it is being read, that nobody is there and that reading
/// failed is said in words.
class RosterPane : public QWidget
{
    Q_OBJECT

public:
    /// `connection` outlives this.
    explicit RosterPane(admin::Connection &connection, QWidget *parent = nullptr);
    ~RosterPane() override;
    Q_DISABLE_COPY_MOVE(RosterPane)

    /// Empty: none.
    void showRoom(const QString &roomId);
    /// Reads the roster anew.
    void reload();
    /// Raw ids of the selected participants; of all where none is selected.
    QStringList identifiersToCopy() const;

private:
    void read();
    void received(const QString &roomId, const Result<QList<acs::Participant>> &roster);
    void showRoster();
    void say(const QString &text, bool isFailure = false);

    admin::Connection &m_connection;
    QString m_roomId;
    Call<QList<acs::Participant>> m_reading;
    QTimer m_settle; ///< not every room is asked for that the arrow keys pass
    bool m_isLoading = false;

    ParticipantTableModel *m_model;
    QLabel *m_heading;
    QTableView *m_table;
    QLabel *m_message;
    QPushButton *m_retry;
};

} // namespace roomkeeper::ui
