#include "ui/connections/diagnostics/diagnosticsdialog.h"

#include "base/quotable.h"
#include "ui/common/accessibleidentity.h"
#include "ui/common/hintlabel.h"
#include "ui/common/screenfit.h"
#include "ui/common/style/theme.h"
#include "ui/connections/diagnostics/diagnosticsview.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace roomkeeper::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr QSize firstSize(820, 500);

} // namespace

DiagnosticsDialog::DiagnosticsDialog(admin::ConnectionService &connectionService,
                                     const store::Profile &profile, Starter start, QWidget *parent)
    : QDialog(parent)
    , m_start(std::move(start))
    , m_diagnostics(connectionService)
    , m_summary(new HintLabel)
    , m_view(new DiagnosticsView(m_diagnostics))
{
    setObjectName("connectionDiagnostics"_L1);
    setWindowTitle(tr("Test connection"));
    setAttribute(Qt::WA_DeleteOnClose);
    resizeToFit(*this, firstSize);

    auto *title = new QLabel(tr("%1 · %2").arg(quotable(profile.name), profile.endpoint));
    title->setTextFormat(Qt::PlainText);
    title->setWordWrap(true);
    setStyleClass(title, "section");
    m_summary->setObjectName("testResult"_L1);
    auto *close = new QPushButton(tr("&Close"));
    setAccessibleIdentity(close, "closeDiagnostics", tr("Close"));
    close->setDefault(true);
    connect(close, &QPushButton::clicked, this, &QDialog::reject);

    auto *buttons = new QHBoxLayout;
    buttons->addStretch();
    buttons->addWidget(close);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(20, 18, 20, 16);
    layout->setSpacing(12);
    layout->addWidget(title);
    layout->addWidget(m_summary);
    layout->addWidget(m_view, 1);
    layout->addLayout(buttons);
    close->setFocus();

    m_view->offerAgain();
    connect(m_view, &DiagnosticsView::againRequested, this, [this] { m_start(m_diagnostics); });
    connect(&m_diagnostics, &admin::ConnectionDiagnostics::started, this,
            &DiagnosticsDialog::showSummary);
    connect(&m_diagnostics, &admin::ConnectionDiagnostics::finished, this,
            &DiagnosticsDialog::showSummary);
    m_start(m_diagnostics);
}

DiagnosticsDialog::~DiagnosticsDialog()
{
    delete m_view; // it uses m_diagnostics
}

void DiagnosticsDialog::showSummary()
{
    const bool isGood = m_diagnostics.isRunning() || m_diagnostics.works();
    m_summary->say(isGood ? "muted" : "error", testSummary(m_diagnostics));
}

} // namespace roomkeeper::ui
