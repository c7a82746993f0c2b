#pragma once

#include <QList>
#include <QString>

#include <functional>

namespace roomkeeper::app {

/// The state of an action.
struct Progress
{
    enum class State {
        Done,
        Waiting, ///< `text` is what it waits for: "the button createRoom"
        Impossible, ///< `text` says why it can never be done, as a clause
    };

    State state = State::Done;
    QString text = {};

    static Progress done() { return {}; }
    static Progress waiting(const QString &forWhat) { return {State::Waiting, forWhat}; }
    static Progress impossible(const QString &why) { return {State::Impossible, why}; }

    bool isDone() const { return state == State::Done; }
    bool operator==(const Progress &) const = default;
};

/// Something to do in the window, or to wait for. Called repeatedly until it is done: it acts as
/// soon as its widget is available, and only once.
using TourAction = std::function<Progress()>;

/// A part of a tour that succeeds or fails as a whole.
struct TourStep
{
    QString title = {}; ///< as in "step “create a room” failed"
    QList<TourAction> moves = {};
};

} // namespace roomkeeper::app
