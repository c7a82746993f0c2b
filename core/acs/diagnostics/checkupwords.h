#pragma once

#include "acs/diagnostics/checkupline.h"
#include "acs/diagnostics/checkupsubject.h"

#include <QDateTime>
#include <QList>

namespace roomkeeper::acs {

/// What a step is called: "Name lookup".
QString checkupTitle(CheckupStep step, bool usesToken);
/// What became of it, in a word or two: "passed".
QString checkupStateName(CheckupState state);

/// What came of a whole checkup, in a sentence or two, with what to do.
QString checkupSummary(const CheckupSubject &subject, const QList<CheckupLine> &lines);

/// A checkup as plain text to be passed on: the program's version and those of Qt and TLS, the
/// endpoint, a line for each step. Holds what the lines hold, no secret.
QString checkupReport(const CheckupSubject &subject, const QList<CheckupLine> &lines,
                      const QDateTime &now);

} // namespace roomkeeper::acs
