#pragma once

#include "admin/connections/connectiondoctor.h"

#include <QDialog>

#include <functional>

namespace roomkeeper::ui {

class DoctorView;
class HintLabel;

/// Tests a connection and shows the results. A running test is cancelled when the dialog closes.
class DoctorDialog : public QDialog
{
    Q_OBJECT

public:
    /// Starts a test; called for each run.
    using Starter = std::function<void(admin::ConnectionDoctor &)>;

    /// `connector` outlives this. `profile` provides the name and endpoint to show.
    DoctorDialog(admin::Connector &connector, const store::Profile &profile, Starter start,
                 QWidget *parent = nullptr);
    ~DoctorDialog() override;
    Q_DISABLE_COPY_MOVE(DoctorDialog)

private:
    void showSummary();

    Starter m_start;
    admin::ConnectionDoctor m_doctor; ///< must be destroyed after the view
    HintLabel *m_summary;
    DoctorView *m_view;
};

} // namespace roomkeeper::ui
