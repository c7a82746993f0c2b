#include "acs/diagnostics/connectiontesttext.h"

#include <QCoreApplication>
#include <QSslSocket>

namespace roomkeeper::acs {

using namespace Qt::StringLiterals;

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(ConnectionTest)
};

} // namespace

QString connectionTestTitle(ConnectionTestStep step, bool usesToken)
{
    switch (step) {
    case ConnectionTestStep::Proxy:
        return Text::tr("Proxy");
    case ConnectionTestStep::Lookup:
        return Text::tr("Name lookup");
    case ConnectionTestStep::Connect:
        return Text::tr("TCP connection");
    case ConnectionTestStep::Tls:
        return Text::tr("TLS");
    case ConnectionTestStep::Answer:
        return Text::tr("Service responds");
    case ConnectionTestStep::Clock:
        return Text::tr("Clock");
    case ConnectionTestStep::Version:
        return Text::tr("API version accepted");
    case ConnectionTestStep::Credential:
        return usesToken ? Text::tr("Access token accepted") : Text::tr("Access key accepted");
    case ConnectionTestStep::Rooms:
        return Text::tr("Rooms readable");
    case ConnectionTestStep::Identity:
        return Text::tr("Identity");
    }
    Q_UNREACHABLE();
}

QString connectionTestStateName(ConnectionTestState state)
{
    switch (state) {
    case ConnectionTestState::Waiting:
        return Text::tr("waiting");
    case ConnectionTestState::Running:
        return Text::tr("running");
    case ConnectionTestState::Passed:
        return Text::tr("passed");
    case ConnectionTestState::Warning:
        return Text::tr("warning");
    case ConnectionTestState::Failed:
        return Text::tr("failed");
    case ConnectionTestState::NotNeeded:
        return Text::tr("not needed");
    case ConnectionTestState::NotTried:
        return Text::tr("not tried");
    case ConnectionTestState::NotTested:
        return Text::tr("not tested");
    }
    Q_UNREACHABLE();
}

QString connectionTestSummary(const ConnectionTestSubject &subject,
                              const QList<ConnectionTestLine> &lines)
{
    QStringList sentences{subject.usesToken
                              ? Text::tr("The service responded and accepted the access token.")
                              : Text::tr("The service responded and accepted the access key.")};
    for (const ConnectionTestLine &line : lines) {
        if (line.step == ConnectionTestStep::Identity)
            continue;
        if (line.result.state == ConnectionTestState::Failed)
            return Text::tr("%1 %2").arg(line.result.text, line.result.advice).trimmed();
        if (line.result.state == ConnectionTestState::Warning) {
            //: %1 a step of the test, %2 its result, a sentence
            sentences << Text::tr("Check “%1”: %2")
                             .arg(connectionTestTitle(line.step, subject.usesToken),
                                  line.result.text);
        }
        if (line.step == ConnectionTestStep::Rooms
            && line.result.state != ConnectionTestState::Passed)
            return Text::tr("The test was stopped.");
    }
    return sentences.join(u' ');
}

/// "TLS: passed (12 ms). TLS 1.3 with …"
static QString reportLine(const ConnectionTestLine &line, bool usesToken)
{
    const QString title = connectionTestTitle(line.step, usesToken);
    const QString state = connectionTestStateName(line.result.state);
    const QString &text = line.result.text;
    //: %1 a step of the test, %2 "passed", %3 its result, a sentence
    const QString untimed = Text::tr("%1: %2. %3");
    if (!line.duration)
        return text.isEmpty() ? u"%1: %2"_s.arg(title, state) : untimed.arg(title, state, text);
    const QString duration = QString::number(line.duration->count());
    //: %1 a step of the test, %2 "passed", %3 milliseconds, %4 its result, a sentence
    return text.isEmpty() ? Text::tr("%1: %2 (%3 ms)").arg(title, state, duration)
                          : Text::tr("%1: %2 (%3 ms). %4").arg(title, state, duration, text);
}

QString connectionTestReport(const ConnectionTestSubject &subject,
                             const QList<ConnectionTestLine> &lines, const QDateTime &now)
{
    QStringList report{
        Text::tr("Connection test of %1").arg(now.toString(u"yyyy-MM-dd HH:mm:ss 'UTC'"_s)),
        Text::tr("Roomkeeper %1, Qt %2, %3")
            .arg(QLatin1StringView(ROOMKEEPER_VERSION), QLatin1StringView(qVersion()),
                 QSslSocket::sslLibraryVersionString()),
        Text::tr("Endpoint: %1").arg(subject.endpoint.url.toString()),
        Text::tr("API version: %1").arg(toString(subject.version)),
        subject.usesToken ? Text::tr("Authentication: Microsoft Entra ID")
                          : Text::tr("Authentication: access key"),
        QString(),
    };
    for (const ConnectionTestLine &line : lines) {
        report << reportLine(line, subject.usesToken);
        if (!line.result.advice.isEmpty())
            report << u"    "_s + line.result.advice;
    }
    return report.join(u'\n') + u'\n';
}

} // namespace roomkeeper::acs
