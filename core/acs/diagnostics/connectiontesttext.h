#pragma once

#include "acs/diagnostics/connectiontestline.h"
#include "acs/diagnostics/connectiontestsubject.h"

#include <QDateTime>
#include <QList>

namespace roomkeeper::acs {

/// The name of a step: "Name lookup".
QString connectionTestTitle(ConnectionTestStep step, bool usesToken);
/// The name of a state: "passed".
QString connectionTestStateName(ConnectionTestState state);

/// The result of a whole test in one or two sentences, with what to do.
QString connectionTestSummary(const ConnectionTestSubject &subject,
                              const QList<ConnectionTestLine> &lines);

/// The results as plain text: the versions of Roomkeeper, Qt and TLS, the endpoint, and the lines.
/// Contains only what the lines contain, so no secret.
QString connectionTestReport(const ConnectionTestSubject &subject,
                             const QList<ConnectionTestLine> &lines, const QDateTime &now);

} // namespace roomkeeper::acs
