#pragma once

#include <QList>
#include <QString>

#include <functional>

namespace roomkeeper::app {

/// How far a move has come.
struct Progress
{
    enum class State {
        Done,
        Waiting, ///< `text` is what is awaited: "the button createRoom"
        Impossible, ///< `text` says why it will never be done, a whole clause
    };

    State state = State::Done;
    QString text = {};

    static Progress done() { return {}; }
    static Progress waiting(const QString &forWhat) { return {State::Waiting, forWhat}; }
    static Progress impossible(const QString &why) { return {State::Impossible, why}; }

    bool isDone() const { return state == State::Done; }
    bool operator==(const Progress &) const = default;
};

/// Something to do in the window, or to wait for. Tried again and again until it is done: it acts
/// once what it needs is there, and only once.
using Move = std::function<Progress()>;

/// A part of a tour that either happens or not.
struct TourStep
{
    QString title = {}; ///< to go on "the step …": "create a room"
    QList<Move> moves = {};
};

} // namespace roomkeeper::app
