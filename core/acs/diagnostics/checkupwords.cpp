#include "acs/diagnostics/checkupwords.h"

#include <QCoreApplication>
#include <QSslSocket>

namespace roomkeeper::acs {

using namespace Qt::StringLiterals;

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(Checkup)
};

} // namespace

QString checkupTitle(CheckupStep step, bool usesToken)
{
    switch (step) {
    case CheckupStep::Proxy:
        return Text::tr("Proxy");
    case CheckupStep::Lookup:
        return Text::tr("Name lookup");
    case CheckupStep::Connect:
        return Text::tr("TCP connection");
    case CheckupStep::Tls:
        return Text::tr("TLS");
    case CheckupStep::Answer:
        return Text::tr("Service responds");
    case CheckupStep::Clock:
        return Text::tr("Clock");
    case CheckupStep::Version:
        return Text::tr("API version accepted");
    case CheckupStep::Credential:
        return usesToken ? Text::tr("Token accepted") : Text::tr("Key accepted");
    case CheckupStep::Rooms:
        return Text::tr("Rooms readable");
    case CheckupStep::Identity:
        return Text::tr("Identity");
    }
    Q_UNREACHABLE();
}

QString checkupStateName(CheckupState state)
{
    switch (state) {
    case CheckupState::Waiting:
        return Text::tr("waiting");
    case CheckupState::Running:
        return Text::tr("running");
    case CheckupState::Passed:
        return Text::tr("passed");
    case CheckupState::Warning:
        return Text::tr("warning");
    case CheckupState::Failed:
        return Text::tr("failed");
    case CheckupState::NotNeeded:
        return Text::tr("not needed");
    case CheckupState::NotTried:
        return Text::tr("not tried");
    case CheckupState::NotTested:
        return Text::tr("not tested");
    }
    Q_UNREACHABLE();
}

QString checkupSummary(const CheckupSubject &subject, const QList<CheckupLine> &lines)
{
    QString warning;
    for (const CheckupLine &line : lines) {
        if (line.step == CheckupStep::Identity)
            continue;
        if (line.finding.state == CheckupState::Failed)
            return Text::tr("%1 %2").arg(line.finding.text, line.finding.advice).trimmed();
        if (line.finding.state == CheckupState::Warning)
            warning += Text::tr(" But check “%1”: %2")
                           .arg(checkupTitle(line.step, subject.usesToken), line.finding.text);
        if (line.step == CheckupStep::Rooms && line.finding.state != CheckupState::Passed)
            return Text::tr("The test was stopped.");
    }
    return warning.prepend(subject.usesToken
                               ? Text::tr("The service responded and accepted the access token.")
                               : Text::tr("The service responded and accepted the access key."));
}

QString checkupReport(const CheckupSubject &subject, const QList<CheckupLine> &lines,
                      const QDateTime &now)
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
    for (const CheckupLine &line : lines) {
        QString text = u"%1: %2"_s.arg(checkupTitle(line.step, subject.usesToken),
                                       checkupStateName(line.finding.state));
        if (line.duration)
            text += Text::tr(" (%1 ms)").arg(line.duration->count());
        if (!line.finding.text.isEmpty())
            text += u". "_s + line.finding.text;
        report << text;
        if (!line.finding.advice.isEmpty())
            report << u"    "_s + line.finding.advice;
    }
    return report.join(u'\n') + u'\n';
}

} // namespace roomkeeper::acs
