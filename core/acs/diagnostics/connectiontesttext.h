#pragma once

#include "acs/diagnostics/connectiontestline.h"
#include "acs/diagnostics/connectiontestsubject.h"

#include <QDateTime>
#include <QList>

namespace roomkeeper::acs {

/// What a step is called: "Name lookup".
QString connectionTestTitle(ConnectionTestStep step, bool usesToken);
/// What became of it, in a word or two: "passed".
QString connectionTestStateName(ConnectionTestState state);

/// What came of a whole test, in a sentence or two, with what to do.
QString connectionTestSummary(const ConnectionTestSubject &subject,
                              const QList<ConnectionTestLine> &lines);

/// A connection test as plain text to be passed on: the program's version and those of Qt and TLS,
/// the endpoint, a line for each step. Holds what the lines hold, no secret.
QString connectionTestReport(const ConnectionTestSubject &subject,
                             const QList<ConnectionTestLine> &lines, const QDateTime &now);

} // namespace roomkeeper::acs
