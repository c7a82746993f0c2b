#include "ui/connections/diagnostics/diagnosticsview.h"

#include "acs/diagnostics/connectiontesttext.h"
#include "ui/common/accessibleidentity.h"
#include "ui/common/hintlabel.h"
#include "ui/common/style/icons.h"
#include "ui/common/style/theme.h"

#include <QClipboard>
#include <QCoreApplication>
#include <QEvent>
#include <QGridLayout>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>

namespace roomkeeper::ui {

using namespace Qt::StringLiterals;
using State = acs::ConnectionTestState;

namespace {

constexpr int iconSize = 16;
constexpr int linesAtLeast = 6; // on a small screen they scroll
constexpr int rowsOfLine = 2; // the advice is below the result
enum Column { Icon, Title, Word, Text, Duration };

QIcon iconOf(State state)
{
    switch (state) {
    case State::Passed:
        return icon(u"check"_s, QPalette::Link);
    case State::Warning:
        return icon(u"warning"_s, QPalette::LinkVisited);
    case State::Failed:
        return icon(u"error"_s, QPalette::BrightText);
    case State::Running:
        return icon(u"clock"_s, QPalette::Link);
    case State::Waiting:
        return icon(u"clock"_s, QPalette::PlaceholderText);
    case State::NotNeeded:
    case State::NotTried:
    case State::NotTested:
        break;
    }
    return icon(u"dash"_s, QPalette::PlaceholderText);
}

const char *roleOf(State state)
{
    switch (state) {
    case State::Failed:
        return "error";
    case State::Warning:
        return "warning";
    case State::Passed:
        return "";
    default:
        return "muted";
    }
}

QString durationText(std::chrono::milliseconds duration)
{
    if (duration < std::chrono::seconds(10))
        return DiagnosticsView::tr("%1 ms").arg(duration.count());
    return DiagnosticsView::tr("%1 s").arg(
        std::chrono::round<std::chrono::seconds>(duration).count());
}

} // namespace

DiagnosticsView::DiagnosticsView(admin::ConnectionDiagnostics &diagnostics, QWidget *parent)
    : QWidget(parent)
    , m_diagnostics(diagnostics)
    , m_area(new QScrollArea)
{
    setObjectName("diagnosticsView"_L1);
    makeRows();
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(12);
    layout->addWidget(m_area, 1);
    layout->addWidget(makeButtons());

    connect(&diagnostics.test(), &acs::ConnectionTest::lineChanged, this,
            &DiagnosticsView::showLine);
    connect(&diagnostics, &admin::ConnectionDiagnostics::started, this, &DiagnosticsView::showAll);
    connect(&diagnostics, &admin::ConnectionDiagnostics::finished, this, &DiagnosticsView::showAll);
    connect(&diagnostics, &admin::ConnectionDiagnostics::restricted, this,
            &DiagnosticsView::showAll);
    showAll();
}

void DiagnosticsView::makeRows()
{
    auto *lines = new QWidget;
    m_grid = new QGridLayout(lines);
    m_grid->setContentsMargins(12, 10, 12, 10);
    m_grid->setHorizontalSpacing(10);
    m_grid->setVerticalSpacing(5);
    m_grid->setColumnStretch(Text, 1);
    for (int step = 0; step < acs::connectionTestStepCount; ++step) {
        const Row row{.icon = new QLabel,
                      .title = new QLabel,
                      .state = new QLabel,
                      .text = new HintLabel,
                      .duration = new QLabel,
                      .advice = new HintLabel};
        const int line = step * rowsOfLine;
        m_grid->addWidget(row.icon, line, Icon, Qt::AlignTop);
        m_grid->addWidget(row.title, line, Title, Qt::AlignTop);
        m_grid->addWidget(row.state, line, Word, Qt::AlignTop);
        m_grid->addWidget(row.text, line, Text, Qt::AlignTop);
        m_grid->addWidget(row.duration, line, Duration, Qt::AlignTop | Qt::AlignRight);
        m_grid->addWidget(row.advice, line + 1, Text, 1, 2);
        setStyleClass(row.duration, "muted");
        m_rows.append(row);
    }
    m_grid->setRowStretch(acs::connectionTestStepCount * rowsOfLine, 1);
    m_area->setWidget(lines);
    m_area->setWidgetResizable(true);
    m_area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_area->setMinimumHeight(fontMetrics().height() * linesAtLeast);
    m_area->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
    setAccessibleIdentity(m_area, "doctorLines", tr("Test results"));
}

QWidget *DiagnosticsView::makeButtons()
{
    m_copy = new QPushButton(tr("Cop&y report"));
    setAccessibleIdentity(m_copy, "copyReport", tr("Copy report"));
    m_copy->setToolTip(tr("Copies the results as text, without access keys, tokens or passwords"));
    m_testUser = new QPushButton(tr("Create and &delete a test user"));
    setAccessibleIdentity(m_testUser, "testUser", tr("Create and delete a test user"));
    m_stop = new QPushButton;
    for (QPushButton *button : {m_copy, m_testUser, m_stop})
        button->setAutoDefault(false);
    connect(m_copy, &QPushButton::clicked, this, &DiagnosticsView::copyReport);
    connect(m_testUser, &QPushButton::clicked, &m_diagnostics.test(),
            &acs::ConnectionTest::createAndDeleteTestUser);
    connect(m_stop, &QPushButton::clicked, this, &DiagnosticsView::stopOrRepeat);

    auto *buttons = new QWidget;
    auto *layout = new QHBoxLayout(buttons);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    layout->addWidget(m_copy);
    layout->addWidget(m_testUser);
    layout->addStretch();
    layout->addWidget(m_stop);
    return buttons;
}

void DiagnosticsView::offerAgain()
{
    m_offersAgain = true;
    updateControls();
}

void DiagnosticsView::showAll()
{
    for (const acs::ConnectionTestLine &line : m_diagnostics.test().lines())
        showLine(line.step);
    m_area->setVisible(m_diagnostics.hasBegun());
    updateControls();
}

void DiagnosticsView::showLine(acs::ConnectionTestStep step)
{
    const acs::ConnectionTest &test = m_diagnostics.test();
    const acs::ConnectionTestLine &line = test.line(step);
    const Row &row = m_rows.at(static_cast<int>(step));
    const State state = line.result.state;
    row.icon->setPixmap(iconOf(state).pixmap(iconSize));
    row.title->setText(test.title(step));
    row.state->setText(acs::connectionTestStateName(state));
    setStyleClass(row.state, roleOf(state));
    row.text->say(
        state == State::Passed || state == State::Warning || state == State::Failed ? "" : "muted",
        line.result.text);
    row.duration->setText(line.duration ? durationText(*line.duration) : QString());
    row.advice->say("muted", line.result.advice);
    m_area->setVisible(m_diagnostics.hasBegun());
    updateControls();
}

void DiagnosticsView::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        showAll(); // the icons have other colours
}

void DiagnosticsView::updateControls()
{
    const bool isRunning = m_diagnostics.isRunning();
    m_stop->setText(isRunning ? tr("Stop") : tr("Run again"));
    setAccessibleIdentity(m_stop, "stopTest", isRunning ? tr("Stop") : tr("Run again"));
    m_stop->setVisible(isRunning || m_offersAgain);
    if (isRunning) // the pressed button keeps the focus until there is a result
        return;
    const QString obstacle = m_diagnostics.test().testUserObstacle();
    m_copy->setEnabled(m_diagnostics.hasBegun());
    m_testUser->setEnabled(m_diagnostics.hasBegun() && obstacle.isEmpty());
    m_testUser->setToolTip(
        obstacle.isEmpty() ? tr("Tests the Identity service. The user is in no room.") : obstacle);
}

void DiagnosticsView::copyReport()
{
    QGuiApplication::clipboard()->setText(m_diagnostics.test().reportText());
}

void DiagnosticsView::stopOrRepeat()
{
    if (m_diagnostics.isRunning())
        m_diagnostics.stop();
    else
        emit againRequested();
}

QString testSummary(const admin::ConnectionDiagnostics &diagnostics)
{
    if (diagnostics.isRunning())
        return DiagnosticsView::tr("Testing the connection…");
    return diagnostics.works()
               ? DiagnosticsView::tr("The connection works. %1").arg(diagnostics.summary())
               : DiagnosticsView::tr("The connection does not work. %1").arg(diagnostics.summary());
}

} // namespace roomkeeper::ui
