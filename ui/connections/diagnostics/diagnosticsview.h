#pragma once

#include "admin/connections/connectiondiagnostics.h"

#include <QList>
#include <QWidget>

class QGridLayout;
class QLabel;
class QPushButton;
class QScrollArea;

namespace roomkeeper::ui {

class HintLabel;

/// The results of a connection test, updated as they arrive: for each step its state, the result,
/// the duration and advice. The user can copy the report, stop the test and run the test-user step.
/// Empty before a test has started.
class DiagnosticsView : public QWidget
{
    Q_OBJECT

public:
    /// `diagnostics` must outlive this.
    explicit DiagnosticsView(admin::ConnectionDiagnostics &diagnostics, QWidget *parent = nullptr);
    Q_DISABLE_COPY_MOVE(DiagnosticsView)

    /// Shows a *Run again* button after a test has ended.
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
    void showLine(acs::ConnectionTestStep step);
    void showAll();
    void updateControls();
    void copyReport();
    void stopOrRepeat();

    admin::ConnectionDiagnostics &m_diagnostics;
    QScrollArea *m_area;
    QGridLayout *m_grid = nullptr;
    QList<Row> m_rows;
    QPushButton *m_copy = nullptr;
    QPushButton *m_testUser = nullptr;
    QPushButton *m_stop = nullptr;
    bool m_offersAgain = false;
};

/// The summary of a test as shown in the window.
QString testSummary(const admin::ConnectionDiagnostics &diagnostics);

} // namespace roomkeeper::ui
