#include "acs/http/transportqueues.h"
#include "support/fixture.h"
#include "support/testmain.h"

#include <QCoreApplication>
#include <QTest>

using namespace roomkeeper;
using namespace roomkeeper::acs;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

using State = JobState;
using Event = JobEvent;

namespace {

constexpr State states[] = {State::Waiting,    State::Running,           State::Cancelling,
                            State::BackingOff, State::AwaitingProxyAuth, State::AwaitingCredentials,
                            State::Done};

/// The events that lead a new job to that state.
QList<Event> wayTo(State state)
{
    switch (state) {
    case State::Waiting:
        return {};
    case State::Running:
        return {Event::Started};
    case State::Cancelling:
        return {Event::Started, Event::Cancelled};
    case State::BackingOff:
        return {Event::Started, Event::RetryScheduled};
    case State::AwaitingProxyAuth:
        return {Event::Started, Event::ProxyAuthRequired};
    case State::AwaitingCredentials:
        return {Event::Started, Event::CredentialsRejected};
    case State::Done:
        return {Event::Finished};
    }
    return {};
}

/// A job in a queue, in that state.
JobPointer addIn(TransportQueues &queues, State state)
{
    auto job = std::make_shared<TransportJob>();
    queues.add(job);
    for (const Event event : wayTo(state)) {
        if (event == Event::RetryScheduled)
            job->retryAt = QDeadlineTimer(QDeadlineTimer::Forever);
        queues.apply(job, event);
    }
    return job;
}

void applyAll(TransportJob &job, std::initializer_list<Event> events)
{
    for (const Event event : events)
        job.apply(event);
}

} // namespace

/// The states of a call, the events between them, and the queues.
class TestTransportJob : public roomkeeper::tests::Fixture
{
    Q_OBJECT

private slots:
    void transitions_data()
    {
        QTest::addColumn<Event>("event");
        QTest::addColumn<QList<std::optional<State>>>("next");
        const std::optional<State> none;
        const auto row = [](const char *name, Event event, QList<std::optional<State>> next) {
            QTest::newRow(name) << event << std::move(next);
        };
        // From:    Waiting, Running, Cancelling, BackingOff, AwaitingProxyAuth,
        //          AwaitingCredentials, Done
        row("started", Event::Started, {State::Running, none, none, none, none, none, none});
        row("proxy requires password", Event::ProxyAuthRequired,
            {none, State::AwaitingProxyAuth, none, none, none, none, none});
        row("proxy password given", Event::ProxyAuthGiven,
            {none, none, none, none, State::Waiting, none, none});
        row("credentials rejected", Event::CredentialsRejected,
            {none, State::AwaitingCredentials, none, none, none, none, none});
        row("credentials ready", Event::CredentialsReady,
            {none, none, none, none, none, State::Waiting, none});
        row("retry scheduled", Event::RetryScheduled,
            {none, State::BackingOff, none, none, none, none, none});
        row("retry due", Event::RetryDue, {none, none, none, State::Waiting, none, none, none});
        row("cancelled", Event::Cancelled,
            {State::Done, State::Cancelling, State::Cancelling, State::Done, State::Done,
             State::Done, none});
        row("finished", Event::Finished,
            {State::Done, State::Done, State::Done, State::Done, State::Done, State::Done, none});
    }

    void transitions()
    {
        QFETCH(Event, event);
        QFETCH(QList<std::optional<State>>, next);
        QCOMPARE(next.size(), std::ssize(states));
        for (qsizetype i = 0; i < next.size(); ++i) {
            QVERIFY2(nextState(states[i], event) == next.at(i),
                     qPrintable(u"from state %1"_s.arg(i)));
            if (!next.at(i))
                continue;
            TransportQueues queues;
            const JobPointer job = addIn(queues, states[i]);
            QCOMPARE(job->state(), states[i]);
            queues.apply(job, event);
            QCOMPARE(job->state(), *next.at(i));
            QCOMPARE(queues.count(), *next.at(i) == State::Done ? 0 : 1);
            QCOMPARE(queues.runningCount(), size_t(job->isOnWire() ? 1 : 0));
        }
    }

    /// The service's limit and the messages use the number of the attempt.
    void attemptsThatCount()
    {
        TransportJob job;
        job.apply(Event::Started);
        QCOMPARE(job.attempts, 1);
        applyAll(job, {Event::RetryScheduled, Event::RetryDue, Event::Started});
        QCOMPARE(job.attempts, 2);
        // did not reach the service
        applyAll(job, {Event::ProxyAuthRequired, Event::ProxyAuthGiven});
        QCOMPARE(job.attempts, 1);
        job.apply(Event::Started);
        QCOMPARE(job.attempts, 2);
        job.apply(Event::CredentialsRejected);
        QCOMPARE(job.attempts, 2); // if it ends here
        QVERIFY(job.wasRejected);
        job.apply(Event::CredentialsReady); // nothing can have been done: it starts again
        QCOMPARE(job.attempts, 0);
    }

    void afterAnAttemptThatMayHaveArrived()
    {
        TransportJob job;
        job.maybeMade = true;
        applyAll(job, {Event::Started, Event::RetryScheduled, Event::RetryDue, Event::Started,
                       Event::CredentialsRejected, Event::CredentialsReady});
        QCOMPARE(job.attempts, 1); // the first one
        applyAll(job, {Event::Started, Event::CredentialsRejected, Event::CredentialsReady});
        QCOMPARE(job.attempts, 1);

        TransportJob sentTwiceByQt;
        sentTwiceByQt.maybeMade = true;
        applyAll(sentTwiceByQt,
                 {Event::Started, Event::CredentialsRejected, Event::CredentialsReady});
        QCOMPARE(sentTwiceByQt.attempts, 1);
    }

    void hasBegun()
    {
        TransportJob job;
        QVERIFY(!job.hasBegun());
        job.apply(Event::Started);
        QVERIFY(job.hasBegun());
        job.apply(Event::CredentialsRejected);
        QVERIFY(!job.hasBegun());
        job.maybeMade = true;
        QVERIFY(job.hasBegun());
    }

    /// Reported as a retry until it is rejected, or sent for the first time.
    void delayed()
    {
        TransportJob job;
        job.retryAt = QDeadlineTimer(1h); // by a pause
        QVERIFY(job.isDelayed());
        job.apply(Event::Started);
        QVERIFY(!job.isDelayed());
        job.retryAt = QDeadlineTimer(1h);
        applyAll(job, {Event::RetryScheduled, Event::RetryDue, Event::Started});
        QVERIFY(job.isDelayed());
        QCOMPARE(job.notice({}, 4).attempt, 2);
        QVERIFY(job.notice({}, 4).isUnderWay);
        job.apply(Event::CredentialsRejected);
        QVERIFY(!job.isDelayed());
        QVERIFY(!job.notice({}, 4).isUnderWay);
    }

    /// Failed jobs come before those that were not sent, and earlier rejected ones before later
    /// ones.
    void order()
    {
        TransportQueues queues;
        const JobPointer backingOff = addIn(queues, State::BackingOff);
        const JobPointer alsoBackingOff = addIn(queues, State::BackingOff);
        const JobPointer awaitingProxyAuth = addIn(queues, State::AwaitingProxyAuth);
        const JobPointer alsoAtProxy = addIn(queues, State::AwaitingProxyAuth);
        const JobPointer unsent = addIn(queues, State::Waiting);
        const JobPointer alsoUnsent = addIn(queues, State::Waiting);
        QCOMPARE(queues.waiting(), (Jobs{unsent, alsoUnsent}));

        const JobPointer rejected = addIn(queues, State::AwaitingCredentials);
        const JobPointer alsoRejected = addIn(queues, State::AwaitingCredentials);
        QCOMPARE(queues.waiting(), (Jobs{rejected, alsoRejected, unsent, alsoUnsent}));
        QCOMPARE(queues.next(), rejected);
        queues.apply(rejected, Event::CredentialsReady);
        QCOMPARE(queues.next(), rejected); // in its old position
        queues.apply(rejected, Event::Cancelled);

        queues.apply(queues.awaitingProxyAuth(), Event::ProxyAuthGiven);
        QCOMPARE(queues.waiting(),
                 (Jobs{awaitingProxyAuth, alsoAtProxy, alsoRejected, unsent, alsoUnsent}));
        QVERIFY(queues.awaitingProxyAuth().empty());
        queues.apply(queues.waiting(), Event::Finished);
        QVERIFY(!queues.next());

        backingOff->retryAt = alsoBackingOff->retryAt = QDeadlineTimer(0);
        const JobPointer notDue = addIn(queues, State::BackingOff);
        QCOMPARE(queues.nextDue(), *backingOff->retryAt);
        queues.wakeDue();
        QCOMPARE(queues.waiting(), (Jobs{backingOff, alsoBackingOff}));
        QCOMPARE(notDue->state(), State::BackingOff);
        QVERIFY(queues.nextDue().isForever());
        QCOMPARE(queues.all(), (Jobs{notDue, backingOff, alsoBackingOff}));
    }

    void whatIsDelayed()
    {
        TransportQueues queues;
        const JobPointer unsent = addIn(queues, State::Waiting);
        const JobPointer backingOff = addIn(queues, State::BackingOff);
        const JobPointer again = addIn(queues, State::BackingOff);
        queues.apply(again, Event::RetryDue);
        queues.apply(again, Event::Started);
        addIn(queues, State::Running);
        addIn(queues, State::AwaitingCredentials);
        QCOMPARE(queues.delayed(false), (Jobs{backingOff}));
        QCOMPARE(queues.delayed(true), (Jobs{again}));

        const Error why = makeError(ErrorKind::Throttled, u"Later."_s);
        QVERIFY(queues.holdBackUnsent(QDeadlineTimer(1h), why));
        QVERIFY(!queues.holdBackUnsent(QDeadlineTimer(1h), why));
        QCOMPARE(queues.delayed(false), (Jobs{backingOff, unsent}));
        QCOMPARE(unsent->failure.message, why.message);
        QCOMPARE(queues.retries({}, QDeadlineTimer(0), 4).size(), 3);
        QVERIFY(queues.holdBackUnsent({}, why));
        QCOMPARE(queues.delayed(false), (Jobs{backingOff}));
    }

    /// The time limit of a rejected call applies only if it may have been processed before.
    void whatAPauseEnds()
    {
        TransportQueues queues;
        const auto add = [&queues](State state, bool maybeMade) {
            const JobPointer job = addIn(queues, state);
            job->callEnd = QDeadlineTimer(0);
            job->maybeMade = maybeMade;
            return job;
        };
        const JobPointer begun = add(State::AwaitingCredentials, true);
        const JobPointer stays = add(State::AwaitingCredentials, false);
        const JobPointer again = add(State::BackingOff, false);
        queues.apply(again, Event::RetryDue);
        const std::chrono::seconds rest(1);
        QCOMPARE(queues.withoutTime(rest, 2 * rest), (Jobs{again, begun}));
        QCOMPARE(queues.withoutTime(rest, rest), (Jobs{again, begun, stays}));
    }
};

ROOMKEEPER_TEST(QCoreApplication, TestTransportJob);
#include "tst_transportjob.moc"
