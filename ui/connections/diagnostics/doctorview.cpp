#include "ui/connections/diagnostics/doctorview.h"

#include "acs/diagnostics/checkupwords.h"
#include "ui/common/hintlabel.h"
#include "ui/common/names.h"
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
using State = acs::CheckupState;

namespace {

constexpr int iconSize = 16;
constexpr int linesAtLeast = 6; // where the screen is small, they scroll
constexpr int rowsOfLine = 2; // the advice stands under the finding
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
        return DoctorView::tr("%1 ms").arg(duration.count());
    return DoctorView::tr("%1 s").arg(std::chrono::round<std::chrono::seconds>(duration).count());
}

} // namespace

DoctorView::DoctorView(admin::ConnectionDoctor &doctor, QWidget *parent)
    : QWidget(parent)
    , m_doctor(doctor)
    , m_area(new QScrollArea)
{
    setObjectName("doctorView"_L1);
    makeRows();
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(12);
    layout->addWidget(m_area, 1);
    layout->addWidget(makeButtons());

    connect(&doctor.checkup(), &acs::Checkup::lineChanged, this, &DoctorView::showLine);
    connect(&doctor, &admin::ConnectionDoctor::started, this, &DoctorView::showAll);
    connect(&doctor, &admin::ConnectionDoctor::finished, this, &DoctorView::showAll);
    connect(&doctor, &admin::ConnectionDoctor::restricted, this, &DoctorView::showAll);
    showAll();
}

void DoctorView::makeRows()
{
    auto *lines = new QWidget;
    m_grid = new QGridLayout(lines);
    m_grid->setContentsMargins(12, 10, 12, 10);
    m_grid->setHorizontalSpacing(10);
    m_grid->setVerticalSpacing(5);
    m_grid->setColumnStretch(Text, 1);
    for (int step = 0; step < acs::checkupStepCount; ++step) {
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
        setRole(row.duration, "muted");
        m_rows.append(row);
    }
    m_grid->setRowStretch(acs::checkupStepCount * rowsOfLine, 1);
    m_area->setWidget(lines);
    m_area->setWidgetResizable(true);
    m_area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_area->setMinimumHeight(fontMetrics().height() * linesAtLeast);
    m_area->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
    name(m_area, "doctorLines", tr("Test results"));
}

QWidget *DoctorView::makeButtons()
{
    m_copy = new QPushButton(tr("Cop&y report"));
    name(m_copy, "copyReport", tr("Copy report"));
    m_copy->setToolTip(tr("Copies the results as text, without access keys, tokens or passwords"));
    m_testUser = new QPushButton(tr("Create and &delete a test user"));
    name(m_testUser, "testUser", tr("Create and delete a test user"));
    m_stop = new QPushButton;
    for (QPushButton *button : {m_copy, m_testUser, m_stop})
        button->setAutoDefault(false);
    connect(m_copy, &QPushButton::clicked, this, &DoctorView::copyReport);
    connect(m_testUser, &QPushButton::clicked, &m_doctor.checkup(),
            &acs::Checkup::createAndDeleteTestUser);
    connect(m_stop, &QPushButton::clicked, this, &DoctorView::stopOrRepeat);

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

void DoctorView::offerAgain()
{
    m_offersAgain = true;
    judge();
}

void DoctorView::showAll()
{
    for (const acs::CheckupLine &line : m_doctor.checkup().lines())
        showLine(line.step);
    m_area->setVisible(m_doctor.hasBegun());
    judge();
}

void DoctorView::showLine(acs::CheckupStep step)
{
    const acs::Checkup &checkup = m_doctor.checkup();
    const acs::CheckupLine &line = checkup.line(step);
    const Row &row = m_rows.at(static_cast<int>(step));
    const State state = line.finding.state;
    row.icon->setPixmap(iconOf(state).pixmap(iconSize));
    row.title->setText(checkup.title(step));
    row.state->setText(acs::checkupStateName(state));
    setRole(row.state, roleOf(state));
    row.text->say(
        state == State::Passed || state == State::Warning || state == State::Failed ? "" : "muted",
        line.finding.text);
    row.duration->setText(line.duration ? durationText(*line.duration) : QString());
    row.advice->say("muted", line.finding.advice);
    m_area->setVisible(m_doctor.hasBegun());
    judge();
}

void DoctorView::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        showAll(); // the icons' colours are others
}

void DoctorView::judge()
{
    const bool isRunning = m_doctor.isRunning();
    m_stop->setText(isRunning ? tr("Stop") : tr("Run again"));
    name(m_stop, "stopTest", isRunning ? tr("Stop") : tr("Run again"));
    m_stop->setVisible(isRunning || m_offersAgain);
    if (isRunning) // what was pressed keeps the keyboard until it is clear what comes of it
        return;
    const QString obstacle = m_doctor.checkup().testUserObstacle();
    m_copy->setEnabled(m_doctor.hasBegun());
    m_testUser->setEnabled(m_doctor.hasBegun() && obstacle.isEmpty());
    m_testUser->setToolTip(
        obstacle.isEmpty() ? tr("Tests the Identity service. The user is in no room.") : obstacle);
}

void DoctorView::copyReport()
{
    QGuiApplication::clipboard()->setText(m_doctor.checkup().reportText());
}

void DoctorView::stopOrRepeat()
{
    if (m_doctor.isRunning())
        m_doctor.stop();
    else
        emit againRequested();
}

QString testSummary(const admin::ConnectionDoctor &doctor)
{
    if (doctor.isRunning())
        return DoctorView::tr("Testing the connection…");
    return doctor.works()
               ? DoctorView::tr("The connection works. %1").arg(doctor.summary())
               : DoctorView::tr("The connection does not work. %1").arg(doctor.summary());
}

} // namespace roomkeeper::ui
