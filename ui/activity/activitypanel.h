#pragma once

#include "admin/connections/activitylog.h"
#include "ui/common/timedisplay.h"

#include <QPointer>
#include <QWidget>

class QHBoxLayout;
class QLabel;
class QTableView;
class QToolButton;

namespace roomkeeper::ui {

class ActivityModel;

/// The foot of the window: folded, one line with the newest requests; unfolded, the table of them
/// all. Room is left at the right end of the line for what the window has to say.
class ActivityPanel : public QWidget
{
    Q_OBJECT

public:
    explicit ActivityPanel(QWidget *parent = nullptr);
    Q_DISABLE_COPY_MOVE(ActivityPanel)

    /// `display` outlives this; the log may go first, null shows none.
    void setLog(admin::ActivityLog *log, TimeDisplay &display);

    bool isUnfolded() const;
    void setUnfolded(bool unfolded);

    /// Puts a widget at the right end of the line; owned by this from then on.
    void addStatusWidget(QWidget *widget);

signals:
    void unfoldedChanged(bool unfolded);

private:
    void showNewest();

    QToolButton *m_button;
    QLabel *m_newest;
    QHBoxLayout *m_line;
    QTableView *m_table;
    ActivityModel *m_model = nullptr;
    QPointer<admin::ActivityLog> m_log;
    TimeDisplay *m_display = nullptr;
};

} // namespace roomkeeper::ui
