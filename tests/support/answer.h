#pragma once

#include "base/call.h"
#include "base/error.h"

#include <QTest>

#include <optional>

namespace roomkeeper::tests {

/// Waits for the result of a call; a call that never ends fails the test and returns an Error.
template <class T>
[[nodiscard]] Result<T> answerOf(const Call<T> &call)
{
    std::optional<Result<T>> answer;
    QObject context;
    call.then(&context, [&answer](Result<T> result) { answer = std::move(result); });
    [&answer] { QTRY_VERIFY_WITH_TIMEOUT(answer, 20'000); }();
    return answer ? *std::move(answer)
                  : Result<T>(failure(ErrorKind::Timeout, QStringLiteral("no answer to the test")));
}

/// The kind of the failure as text; "none" if it succeeded.
template <class T>
QString kindOf(const Result<T> &result)
{
    return result ? QStringLiteral("none") : kindName(result.error().kind);
}

} // namespace roomkeeper::tests
