#pragma once

#include "admin/connections/connectiondiagnostics.h"

#include <QDialog>

#include <functional>

namespace roomkeeper::ui {

class DiagnosticsView;
class HintLabel;

/// Tests a connection and shows the results. A running test is cancelled when the dialog closes.
class DiagnosticsDialog : public QDialog
{
    Q_OBJECT

public:
    /// Starts a test; called for each run.
    using Starter = std::function<void(admin::ConnectionDiagnostics &)>;

    /// `connectionService` outlives this. `profile` provides the name and endpoint to show.
    DiagnosticsDialog(admin::ConnectionService &connectionService, const store::Profile &profile,
                      Starter start, QWidget *parent = nullptr);
    ~DiagnosticsDialog() override;
    Q_DISABLE_COPY_MOVE(DiagnosticsDialog)

private:
    void showSummary();

    Starter m_start;
    admin::ConnectionDiagnostics m_diagnostics; ///< must be destroyed after the view
    HintLabel *m_summary;
    DiagnosticsView *m_view;
};

} // namespace roomkeeper::ui
