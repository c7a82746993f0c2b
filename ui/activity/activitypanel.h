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

/// The activity at the bottom of the window: collapsed, one line with the newest requests;
/// expanded, the table of all. The right end of the line is left for the window's status.
class ActivityPanel : public QWidget
{
    Q_OBJECT

public:
    explicit ActivityPanel(QWidget *parent = nullptr);
    Q_DISABLE_COPY_MOVE(ActivityPanel)

    /// `display` must outlive this; the log may be destroyed first; null shows none.
    void setLog(admin::ActivityLog *log, TimeDisplay &display);

    bool isUnfolded() const;
    void setUnfolded(bool unfolded);

    /// Adds a widget at the right end of the line and takes ownership.
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
