#pragma once

#include "acs/diagnostics/connectiontestline.h"
#include "acs/diagnostics/connectiontestsubject.h"

#include <QDateTime>
#include <QList>

namespace roomkeeper::acs {

/// What a step is called: "Name lookup".
QString checkupTitle(ConnectionTestStep step, bool usesToken);
/// What became of it, in a word or two: "passed".
QString checkupStateName(ConnectionTestState state);

/// What came of a whole checkup, in a sentence or two, with what to do.
QString checkupSummary(const ConnectionTestSubject &subject,
                       const QList<ConnectionTestLine> &lines);

/// A checkup as plain text to be passed on: the program's version and those of Qt and TLS, the
/// endpoint, a line for each step. Holds what the lines hold, no secret.
QString checkupReport(const ConnectionTestSubject &subject, const QList<ConnectionTestLine> &lines,
                      const QDateTime &now);

} // namespace roomkeeper::acs
