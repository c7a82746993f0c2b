#pragma once

#include "admin/connections/connectiondoctor.h"

#include <QDialog>

#include <functional>

namespace roomkeeper::ui {

class DoctorView;
class HintLabel;

/// Tests a connection as long as it stands open, and shows what is found. What is under way ends
/// when it closes.
class DoctorDialog : public QDialog
{
    Q_OBJECT

public:
    /// Has a doctor begin, each time.
    using Starter = std::function<void(admin::ConnectionDoctor &)>;

    /// `connector` outlives this. `profile`: whose connection it is, for the words.
    DoctorDialog(admin::Connector &connector, const store::Profile &profile, Starter start,
                 QWidget *parent = nullptr);
    ~DoctorDialog() override;
    Q_DISABLE_COPY_MOVE(DoctorDialog)

private:
    void showSummary();

    Starter m_start;
    admin::ConnectionDoctor m_doctor; ///< goes after the view, which is a child
    HintLabel *m_summary;
    DoctorView *m_view;
};

} // namespace roomkeeper::ui
