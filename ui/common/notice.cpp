#include "ui/common/notice.h"

#include "admin/explain.h"

#include <QStringList>

#include <utility>

namespace roomkeeper::ui {

void Notice::offer(const QString &buttonText, std::function<void()> action, Effect effect)
{
    actions.append({.text = buttonText, .run = std::move(action), .effect = effect});
}

Notice errorNotice(const NoticeOrigin &origin, const Error &error, const QString &whatFailed)
{
    const admin::Explanation explanation = admin::explain(error);
    QStringList sentences{whatFailed, explanation.headline, explanation.advice};
    sentences.removeAll(QString());
    // If the outcome is unknown, the change may have been made.
    return {.origin = origin,
            .severity =
                error.kind == ErrorKind::OutcomeUnknown ? Severity::Warning : Severity::Error,
            .text = sentences.join(u' '),
            .details = explanation.details};
}

} // namespace roomkeeper::ui
