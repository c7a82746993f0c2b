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
class Settings;

/// The activity at the bottom of the window: collapsed, one line with the newest requests;
/// expanded, the table of all. The right end of the line is left for the window's status.
class ActivityPanel : public QWidget
{
    Q_OBJECT

public:
    /// Both outlive this.
    ActivityPanel(TimeDisplay &display, Settings &settings, QWidget *parent = nullptr);
    Q_DISABLE_COPY_MOVE(ActivityPanel)

    /// The log may be destroyed first; null shows none.
    void setLog(admin::ActivityLog *log);

    bool isUnfolded() const;
    void setUnfolded(bool unfolded);

    /// Adds a widget at the right end of the line and takes ownership.
    void addStatusWidget(QWidget *widget);

signals:
    void unfoldedChanged(bool unfolded);

private:
    QWidget *makeTable(Settings &settings);
    void showNewest();

    QToolButton *m_button;
    QLabel *m_newest;
    QHBoxLayout *m_line;
    QTableView *m_table;
    ActivityModel *m_model;
    QPointer<admin::ActivityLog> m_log;
    const TimeDisplay &m_display;
};

} // namespace roomkeeper::ui
