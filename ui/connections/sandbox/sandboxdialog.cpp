#include "ui/connections/sandbox/sandboxdialog.h"

#include "admin/explain.h"
#include "ui/common/accessibleidentity.h"
#include "ui/common/buttonrow.h"
#include "ui/common/screenfit.h"
#include "ui/common/style/theme.h"
#include "ui/common/tablecolumns.h"
#include "ui/connections/sandbox/sandboxrequestmodel.h"

#include <QCheckBox>
#include <QClipboard>
#include <QComboBox>
#include <QGridLayout>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollBar>
#include <QSignalBlocker>
#include <QTableView>
#include <QVBoxLayout>

#include <algorithm>
#include <array>

namespace roomkeeper::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr QSize firstSize(760, 440);

QLabel *sectionLabel(const QString &text)
{
    auto *label = new QLabel(text);
    setStyleClass(label, "section");
    return label;
}

} // namespace

SandboxDialog::SandboxDialog(EmbeddedSandbox &sandbox, TimeDisplay &display, Settings &settings,
                             QWidget *parent)
    : QDialog(parent)
    , m_sandbox(sandbox)
    , m_model(new SandboxRequestModel(display, this))
    , m_connectionString(new QLineEdit)
    , m_copy(new QPushButton(tr("&Copy connection string")))
    , m_status(new QLabel)
    , m_drop(new QCheckBox(tr("&Drop connections")))
    , m_unavailable(new QCheckBox(tr("50&3 Service unavailable")))
    , m_rateLimit(new QCheckBox(tr("42&9 Rate limiting")))
    , m_slow(new QCheckBox(tr("S&low responses")))
    , m_share(new QComboBox)
    , m_requests(new QTableView)
{
    setObjectName("sandboxDialog"_L1);
    setWindowTitle(tr("Sandbox"));
    setAttribute(Qt::WA_DeleteOnClose);

    auto *close = new QPushButton(tr("Close"));
    setAccessibleIdentity(close, "closeSandbox", tr("Close"));
    close->setAutoDefault(false);
    connect(close, &QPushButton::clicked, this, &QDialog::reject);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(20, 18, 20, 16);
    layout->setSpacing(12);
    layout->addWidget(makeConnection());
    layout->addWidget(makeFaults());
    layout->addWidget(makeRequests(settings), 1);
    layout->addWidget(buttonRow({close}));

    connect(&sandbox, &EmbeddedSandbox::requestHandled, this, &SandboxDialog::append);
    sandbox.connectionString().then(this, [this](const Result<QByteArray> &started) {
        if (started) {
            m_connectionString->setText(QString::fromLatin1(*started));
            m_connectionString->setCursorPosition(0);
        } else {
            m_connectionString->setPlaceholderText(admin::explain(started.error()).headline);
        }
        m_copy->setEnabled(started.has_value());
    });
    showFaults();
    resizeToFit(*this, firstSize);
}

QWidget *SandboxDialog::makeConnection()
{
    auto *introduction = new QLabel(
        tr("A copy of the service inside this program. Test your own programs with its connection "
           "string; it works until Roomkeeper closes, on this computer only."));
    introduction->setWordWrap(true);
    setStyleClass(introduction, "muted");
    setAccessibleIdentity(m_connectionString, "sandboxConnectionString", tr("Connection string"));
    m_connectionString->setReadOnly(true);
    m_connectionString->setFont(monospace(font()));
    m_connectionString->setPlaceholderText(tr("Starting…"));
    setAccessibleIdentity(m_copy, "copySandboxConnectionString", tr("Copy connection string"));
    m_copy->setEnabled(false);
    m_copy->setAutoDefault(false);
    m_status->setObjectName("sandboxStatus"_L1);
    setStyleClass(m_status, "muted");
    m_status->hide();
    connect(m_copy, &QPushButton::clicked, this, [this] {
        // Not as a secret: it opens nothing but this sandbox.
        QGuiApplication::clipboard()->setText(m_connectionString->text());
        m_status->setText(tr("The connection string was copied."));
        m_status->show();
    });

    auto *line = new QHBoxLayout;
    line->addWidget(m_connectionString, 1);
    line->addWidget(m_copy);
    auto *part = new QWidget;
    auto *layout = new QVBoxLayout(part);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(introduction);
    layout->addLayout(line);
    layout->addWidget(m_status);
    return part;
}

QWidget *SandboxDialog::makeFaults()
{
    setAccessibleIdentity(m_drop, "sandboxDrop", tr("Drop connections"));
    m_drop->setToolTip(tr("Carries out the request and closes the connection without a response"));
    setAccessibleIdentity(m_unavailable, "sandboxUnavailable", tr("503 Service unavailable"));
    m_unavailable->setToolTip(tr("Rejects the request with status 503"));
    setAccessibleIdentity(m_rateLimit, "sandboxRateLimit", tr("429 Rate limiting"));
    m_rateLimit->setToolTip(tr("Rejects the request with status 429, to be retried after 2 s"));
    setAccessibleIdentity(m_slow, "sandboxSlow", tr("Slow responses"));
    m_slow->setToolTip(tr("Delays the response by 3 s"));
    setAccessibleIdentity(m_share, "sandboxFaultShare", tr("Share of requests"));
    m_share->addItem(tr("all requests"), 1);
    for (const int oneIn : {2, 5, 20})
        m_share->addItem(tr("1 request in %1").arg(oneIn), oneIn);
    auto *shareLabel = new QLabel(tr("for &about"));
    shareLabel->setBuddy(m_share);

    auto *grid = new QGridLayout;
    grid->setHorizontalSpacing(24);
    const QList<QCheckBox *> faults{m_drop, m_unavailable, m_rateLimit, m_slow};
    for (int each = 0; each < faults.size(); ++each) {
        grid->addWidget(faults.at(each), each / 2, each % 2);
        connect(faults.at(each), &QCheckBox::toggled, this, &SandboxDialog::changeFaults);
    }
    grid->setColumnStretch(2, 1);
    auto *share = new QHBoxLayout;
    share->addWidget(shareLabel);
    share->addWidget(m_share);
    share->addStretch();
    connect(m_share, &QComboBox::currentIndexChanged, this, &SandboxDialog::changeFaults);
    auto *part = new QWidget;
    auto *layout = new QVBoxLayout(part);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(sectionLabel(tr("Faults, for this window too, until you switch them off")));
    layout->addLayout(grid);
    layout->addLayout(share);
    return part;
}

QWidget *SandboxDialog::makeRequests(Settings &settings)
{
    setAccessibleIdentity(m_requests, "sandboxRequests", tr("Sandbox requests"));
    m_requests->setModel(m_model);
    m_requests->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_requests->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_requests->setTabKeyNavigation(false);
    m_requests->setShowGrid(false);
    m_requests->setWordWrap(false);
    m_requests->verticalHeader()->hide();
    QHeaderView *header = m_requests->horizontalHeader();
    header->setHighlightSections(false);
    auto *columns =
        new TableColumns(*header, u"sandboxRequests"_s,
                         {{.key = u"time"_s, .menuText = tr("&Time")},
                          {.key = u"method"_s, .menuText = tr("&Method")},
                          {.key = u"path"_s, .menuText = tr("&Path"), .share = 1, .canHide = false},
                          {.key = u"status"_s, .menuText = tr("&Status")},
                          {.key = u"fault"_s, .menuText = tr("&Fault")}},
                         settings);
    constexpr std::array usual{"00:00:00", "DELETE", "/rooms/99000000000000000", "503",
                               "status=429/retry-after=2"};
    constexpr int cellMargins = 24;
    QList<int> widths;
    for (const char *text : usual) {
        const int column = static_cast<int>(widths.size());
        widths << std::max(header->sectionSizeHint(column),
                           fontMetrics().horizontalAdvance(QLatin1StringView(text)) + cellMargins);
    }
    columns->setUsualWidths(widths);
    auto *clear = new QPushButton(tr("Clea&r"));
    setAccessibleIdentity(clear, "clearSandboxRequests", tr("Clear"));
    clear->setAutoDefault(false);
    connect(clear, &QPushButton::clicked, m_model, &SandboxRequestModel::clear);

    auto *head = new QHBoxLayout;
    head->addWidget(sectionLabel(tr("Requests since this window was opened")), 1);
    head->addWidget(clear);
    auto *part = new QWidget;
    auto *layout = new QVBoxLayout(part);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addLayout(head);
    layout->addWidget(m_requests, 1);
    return part;
}

void SandboxDialog::showFaults()
{
    const SandboxFaults faults = m_sandbox.faults();
    const std::pair<QCheckBox *, bool> boxes[] = {{m_drop, faults.drop},
                                                  {m_unavailable, faults.unavailable},
                                                  {m_rateLimit, faults.rateLimit},
                                                  {m_slow, faults.slow}};
    for (const auto &[box, isOn] : boxes) {
        const QSignalBlocker blocker(box);
        box->setChecked(isOn);
    }
    const QSignalBlocker blocker(m_share);
    m_share->setCurrentIndex(std::max(0, m_share->findData(faults.oneIn)));
}

void SandboxDialog::changeFaults()
{
    m_sandbox.setFaults({.drop = m_drop->isChecked(),
                         .unavailable = m_unavailable->isChecked(),
                         .rateLimit = m_rateLimit->isChecked(),
                         .slow = m_slow->isChecked(),
                         .oneIn = m_share->currentData().toInt()});
}

void SandboxDialog::append(const SandboxRequest &request)
{
    // Follows the newest request unless the user has scrolled up.
    const QScrollBar *bar = m_requests->verticalScrollBar();
    const bool isAtEnd = bar->value() == bar->maximum();
    m_model->append(request);
    if (isAtEnd)
        m_requests->scrollToBottom();
}

} // namespace roomkeeper::ui
