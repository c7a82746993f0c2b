#pragma once

#include "base/error.h"
#include "ui/common/style/colours.h"

#include <QList>
#include <QString>

#include <functional>

namespace roomkeeper::ui {

/// What a notice is about: a topic and, if the topic can have several notices at once, an ID, e.g.
/// {u"draft"_s, roomId}. Never shown.
struct NoticeOrigin
{
    QString topic = {};
    QString id = {};

    bool operator==(const NoticeOrigin &) const = default;
};

/// A message for the message bar: what happened, what it means and what to do. A value.
struct Notice
{
    enum class Effect {
        None,
        Change, ///< changes something at the service; not available on a read-only connection
    };
    struct Action
    {
        QString text; ///< of the button, e.g. *Try again*
        std::function<void()> run;
        Effect effect = Effect::None;
    };

    NoticeOrigin origin = {};
    Severity severity = Severity::Info;
    QString text = {};
    QString details = {}; ///< shown on demand, can be copied; empty: none
    QList<Action> actions = {};
    /// About something in progress: stays until it is withdrawn, or one of its actions is used.
    bool isOngoing = false;

    void offer(const QString &buttonText, std::function<void()> action,
               Effect effect = Effect::None);
};

/// An error in the words of explain(); a warning if the outcome is unknown. `whatFailed` goes
/// first, a sentence: "The room was not created."
Notice errorNotice(const NoticeOrigin &origin, const roomkeeper::Error &error,
                   const QString &whatFailed = {});

} // namespace roomkeeper::ui
