#pragma once

#include "admin/connections/connectiondoctor.h"

#include <QList>
#include <QWidget>

class QGridLayout;
class QLabel;
class QPushButton;
class QScrollArea;

namespace roomkeeper::ui {

class HintLabel;

/// What the connection doctor finds, line by line as it comes: what was looked at, how it is, what
/// was found, how long it took, and what to do. The report can be copied, a test stopped, a test
/// user asked for. Shows nothing before a test has begun.
class DoctorView : public QWidget
{
    Q_OBJECT

public:
    /// `doctor` outlives this.
    explicit DoctorView(admin::ConnectionDoctor &doctor, QWidget *parent = nullptr);
    Q_DISABLE_COPY_MOVE(DoctorView)

    /// Shows a button that asks for another test once one has ended.
    void offerAgain();

signals:
    void againRequested();

protected:
    void changeEvent(QEvent *event) override;

private:
    struct Row
    {
        QLabel *icon;
        QLabel *title;
        QLabel *state;
        HintLabel *text;
        QLabel *duration;
        HintLabel *advice;
    };

    void makeRows();
    QWidget *makeButtons();
    void showLine(acs::CheckupStep step);
    void showAll();
    void judge();
    void copyReport();
    void stopOrRepeat();

    admin::ConnectionDoctor &m_doctor;
    QScrollArea *m_area;
    QGridLayout *m_grid = nullptr;
    QList<Row> m_rows;
    QPushButton *m_copy = nullptr;
    QPushButton *m_testUser = nullptr;
    QPushButton *m_stop = nullptr;
    bool m_offersAgain = false;
};

/// The summary of a test in the words of the window.
QString testSummary(const admin::ConnectionDoctor &doctor);

} // namespace roomkeeper::ui
