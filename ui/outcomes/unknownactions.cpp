#include "ui/outcomes/unknownactions.h"

#include "admin/explain.h"
#include "ui/common/messagebar.h"
#include "ui/outcomes/unknownoutcomesdialog.h"
#include "ui/outcomes/unknowntext.h"
#include "ui/outcomes/whichroomdialog.h"

#include <algorithm>
#include <utility>

namespace roomkeeper::ui {

using namespace Qt::StringLiterals;
using Kind = admin::UnknownOutcome::Kind;
using CheckResult = admin::OutcomeCheck::Kind;

namespace {

NoticeOrigin unknownOrigin()
{
    return {.topic = u"unknown outcomes"_s};
}

NoticeOrigin resultOrigin()
{
    return {.topic = u"results of checks"_s};
}

NoticeOrigin failureOrigin()
{
    return {.topic = u"failed checks"_s};
}

} // namespace

/// Checks that were started together.
struct UnknownActions::Checks
{
    NoticeOrigin progress = {}; ///< of the notice while they are running
    QList<int> ids = {};
    qsizetype open = 0; ///< without a result yet
    QList<admin::OutcomeCheck> results = {};
    QList<int> failed = {};
    QList<Error> errors = {};
};

UnknownActions::UnknownActions(admin::Connection &connection, TimeDisplay &display,
                               MessageBar &messages, QWidget &window, QObject *parent)
    : QObject(parent)
    , m_connection(connection)
    , m_display(display)
    , m_messages(messages)
    , m_window(window)
{
    const admin::UnknownOutcomes &unknown = connection.unknownOutcomes();
    connect(&unknown, &admin::UnknownOutcomes::added, this, &UnknownActions::tell);
    connect(&unknown, &admin::UnknownOutcomes::changed, this, &UnknownActions::forgetSettled);
}

QList<int> UnknownActions::idsOf(const QString &roomId) const
{
    QList<int> ids;
    for (const admin::UnknownOutcome &outcome : m_connection.unknownOutcomes().all()) {
        if (outcome.roomId == roomId)
            ids.append(outcome.id);
    }
    return ids;
}

// --- messages

void UnknownActions::tell(const admin::UnknownOutcome &outcome)
{
    if (!m_messages.holds(m_toldOrigin))
        m_told.clear(); // dismissed: the outcomes are still in the list
    m_told.append(outcome.id);
    showTold();
}

void UnknownActions::showTold()
{
    QList<admin::UnknownOutcome> outcomes;
    for (const int id : std::as_const(m_told)) {
        if (const admin::UnknownOutcome *outcome = m_connection.unknownOutcomes().find(id))
            outcomes.append(*outcome);
    }
    Notice notice{.origin = unknownOrigin(),
                  .severity = Severity::Warning,
                  .text = unknownText(outcomes, m_display),
                  .details = unknownDetails(outcomes, m_display)};
    offerCheck(notice, m_told);
    m_messages.showNotice(notice);
}

void UnknownActions::offerCheck(Notice &notice, const QList<int> &ids)
{
    if (ids.isEmpty())
        return;
    if (m_toldOrigin != notice.origin)
        m_messages.withdraw(m_toldOrigin);
    m_told = ids;
    m_toldOrigin = notice.origin;
    notice.offer(tr("Check"), [this, ids] { check(ids); });
}

/// Withdraws or updates the message when it is no longer true.
void UnknownActions::forgetSettled()
{
    const qsizetype before = m_told.size();
    m_told.removeIf([this](int id) { return m_connection.unknownOutcomes().find(id) == nullptr; });
    if (m_told.size() == before || !m_messages.holds(m_toldOrigin))
        return;
    m_messages.withdraw(std::exchange(m_toldOrigin, {}));
    if (!m_told.isEmpty())
        showTold();
}

void UnknownActions::showList()
{
    auto *dialog = new UnknownOutcomesDialog(m_connection.unknownOutcomes(), m_connection.rooms(),
                                             m_display, &m_window);
    connect(dialog, &UnknownOutcomesDialog::checkRequested, this, &UnknownActions::check);
    dialog->open();
}

// --- checking

void UnknownActions::check(const QList<int> &ids)
{
    admin::UnknownOutcomes &unknown = m_connection.unknownOutcomes();
    auto checks = std::make_shared<Checks>();
    for (const int id : ids) {
        if (unknown.find(id) == nullptr || unknown.isChecking(id))
            continue; // settled meanwhile, or being checked
        checks->ids.append(id);
    }
    if (checks->ids.isEmpty())
        return;
    checks->open = checks->ids.size();
    checks->progress = {.topic = u"checks"_s, .id = QString::number(checks->ids.first())};
    Notice progress{.origin = checks->progress,
                    .text = tr("Checking the outcome of %Ln change(s)…", nullptr,
                               static_cast<int>(checks->ids.size()))};
    // Apart from the checks, which the calls hold.
    const auto calls = std::make_shared<QList<Call<admin::OutcomeCheck>>>();
    progress.offer(tr("Cancel"), [calls] {
        for (const Call<admin::OutcomeCheck> &call : std::as_const(*calls))
            call.cancel();
    });
    m_messages.showNotice(progress);
    for (const int id : std::as_const(checks->ids)) {
        const Call<admin::OutcomeCheck> call = unknown.check(id);
        calls->append(call);
        call.then(this, [this, id, checks](const Result<admin::OutcomeCheck> &result) {
            if (result) {
                checks->results.append(*result);
            } else {
                checks->failed.append(id);
                checks->errors.append(result.error());
            }
            if (--checks->open == 0)
                report(*checks);
        });
    }
}

void UnknownActions::report(const Checks &checks)
{
    m_messages.withdraw(checks.progress);
    QList<admin::OutcomeCheck> settled;
    for (const admin::OutcomeCheck &result : checks.results) {
        if (result.isSettled())
            settled.append(result);
        else
            m_questions.append(result);
    }
    if (settled.size() == 1)
        showResult(settled.first());
    else if (!settled.isEmpty())
        showResults(settled);
    if (!checks.errors.isEmpty())
        tellFailure(checks);
    askNext();
}

void UnknownActions::tellFailure(const Checks &checks)
{
    const bool isCancelled = std::ranges::all_of(
        checks.errors, [](const Error &error) { return error.kind == ErrorKind::Cancelled; });
    if (isCancelled) {
        // The outcomes of failed checks are as unknown as before.
        for (const int id : checks.failed) {
            if (!m_told.contains(id))
                m_told.append(id);
        }
        forgetSettled();
        if (!m_told.isEmpty())
            showTold();
        return;
    }
    Notice notice = errorNotice(failureOrigin(), checks.errors.first(),
                                tr("The outcome could not be checked and is still unknown."));
    notice.offer(tr("Check again"), [this, ids = checks.failed] { check(ids); });
    m_messages.showNotice(notice);
}

void UnknownActions::showResult(const admin::OutcomeCheck &result)
{
    const QString &roomId = result.outcome.roomId;
    const bool isPending = m_connection.drafts().has(roomId);
    if (result.kind == CheckResult::RoomGone && isPending) {
        emit roomGone(roomId);
        return;
    }
    if (result.outcome.kind == Kind::Create) {
        notCreated(result);
        return;
    }
    const OutcomeText words = outcomeText(result, isPending, m_display);
    Notice notice{.origin = resultOrigin(), .severity = words.severity, .text = words.text};
    const auto apply = [this, roomId] { emit applyRequested(roomId); };
    if (result.outcome.kind == Kind::Delete && result.kind == CheckResult::NotMade)
        notice.offer(
            tr("Delete room…"), [this, roomId] { emit deleteRequested(roomId); },
            Notice::Effect::Change);
    else if (isPending && result.kind == CheckResult::NotMade)
        notice.offer(tr("Apply again"), apply, Notice::Effect::Change);
    else if (isPending && result.kind == CheckResult::Different)
        notice.offer(tr("Apply anyway"), apply, Notice::Effect::Change);
    m_messages.showNotice(notice);
}

void UnknownActions::notCreated(const admin::OutcomeCheck &result)
{
    const OutcomeText words = outcomeText(result, false, m_display);
    Notice notice{.origin = resultOrigin(),
                  .severity = words.severity,
                  .text = words.text,
                  .details = askedText(result.outcome, m_display)};
    notice.offer(
        tr("Create again…"),
        [this, creation = result.outcome.creation] { emit createAgainRequested(creation); },
        Notice::Effect::Change);
    m_messages.showNotice(notice);
}

void UnknownActions::showResults(const QList<admin::OutcomeCheck> &results)
{
    qsizetype made = 0;
    qsizetype notMade = 0;
    QStringList lines;
    for (const admin::OutcomeCheck &result : results) {
        made += result.kind == CheckResult::Made ? 1 : 0;
        notMade += result.kind == CheckResult::NotMade ? 1 : 0;
        const bool isPending = m_connection.drafts().has(result.outcome.roomId);
        lines << u"%1: %2"_s.arg(askedText(result.outcome, m_display),
                                 outcomeText(result, isPending, m_display).text);
    }
    const qsizetype otherwise = results.size() - made - notMade;
    QStringList counts;
    if (made > 0)
        counts << tr("%Ln made", nullptr, static_cast<int>(made));
    if (notMade > 0)
        counts << tr("%Ln not made", nullptr, static_cast<int>(notMade));
    if (otherwise > 0)
        counts << tr("%Ln unclear", nullptr, static_cast<int>(otherwise));
    m_messages.showNotice(
        {.origin = resultOrigin(),
         .severity = made == results.size() ? Severity::Info : Severity::Warning,
         .text = tr("Checked %Ln change(s): %1.", nullptr, static_cast<int>(results.size()))
                     .arg(counts.join(u", "_s)),
         .details = lines.join(u'\n')});
}

// --- dialogs

void UnknownActions::askNext()
{
    if (m_isAsking || m_questions.isEmpty())
        return;
    m_isAsking = true;
    const admin::OutcomeCheck question = m_questions.takeFirst();
    const int id = question.outcome.id;
    auto *dialog = new WhichRoomDialog(question, m_connection.rooms(), m_display, &m_window);
    connect(dialog, &WhichRoomDialog::chosen, this, [this, id](const QString &roomId) {
        m_connection.unknownOutcomes().assignRoom(id, roomId);
        emit claimed(roomId);
    });
    connect(dialog, &WhichRoomDialog::noneChosen, this, [this, question] {
        m_connection.unknownOutcomes().dismiss(question.outcome.id);
        notCreated(question);
    });
    connect(
        dialog, &QDialog::finished, this,
        [this] {
            m_isAsking = false;
            askNext();
        },
        Qt::QueuedConnection);
    dialog->open();
}

} // namespace roomkeeper::ui
