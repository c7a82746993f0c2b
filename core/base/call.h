#pragma once

#include "base/result.h"

#include <QObject>
#include <QPointer>

#include <functional>
#include <memory>
#include <optional>
#include <utility>

namespace roomkeeper {

template <class T>
class CallSource;

namespace detail {

template <class T>
struct CallState
{
    std::optional<Result<T>> result; // until it is handed over
    bool finished = false;
    QPointer<QObject> context;
    std::function<void(Result<T>)> handler;
    std::function<void(Result<T>)> tap; // a mapped call; receives the result at once
    std::function<void()> cancel;

    void finish(Result<T> value)
    {
        if (finished)
            return;
        finished = true;
        cancel = nullptr;
        if (tap) {
            std::exchange(tap, nullptr)(std::move(value));
            return;
        }
        result = std::move(value);
    }
};

} // namespace detail

/// A handle to a running operation with a result of type T.
///
/// The result is delivered once, through the event loop, never before the function that starts or
/// cancels the operation returns; and not at all if the context object has been destroyed.
/// Destroying the handle does not stop the operation: a change continues when the widget that
/// started it is closed. Copies are handles to the same operation. One thread only.
template <class T>
class [[nodiscard]] Call
{
public:
    Call() = default;

    /// Passes the result to `handler` while `context` exists. At most one handler per call.
    void then(QObject *context, std::function<void(Result<T>)> handler) const
    {
        Q_ASSERT(m_state && context && !m_state->handler && !m_state->tap);
        m_state->context = context;
        m_state->handler = std::move(handler);
        if (m_state->finished)
            deliver(m_state);
    }

    /// Cancels the operation; the result is then an Error of kind Cancelled, or OutcomeUnknown for
    /// a change that was already sent. Does nothing after the operation has finished.
    void cancel() const
    {
        if (m_state && m_state->cancel)
            std::exchange(m_state->cancel, nullptr)();
    }

    /// Ignores the answer on purpose: the operation goes on, and nobody hears how it ends.
    void detach() const { static_cast<void>(m_state); }

    bool isFinished() const { return !m_state || m_state->finished; }

    /// The same operation with its result converted by a function `Result<T> -> Result<U>`, which
    /// runs as soon as the operation ends, also inside cancel(). Replaces this handle: don't use
    /// `then` on it any more.
    template <class U>
    Call<U> map(std::function<Result<U>(Result<T>)> turn) const
    {
        Q_ASSERT(m_state && !m_state->handler && !m_state->tap);
        CallSource<U> source;
        source.onCancel([state = m_state] { Call(state).cancel(); });
        auto take = [source, turn = std::move(turn)](Result<T> value) {
            source.finish(turn(std::move(value)));
        };
        if (m_state->finished)
            take(std::move(*m_state->result));
        else
            m_state->tap = std::move(take);
        return source.call();
    }

private:
    friend class CallSource<T>;
    using State = std::shared_ptr<detail::CallState<T>>;

    explicit Call(State state)
        : m_state(std::move(state))
    {
    }

    /// The state does not keep the handler: the handler may hold, through other objects, the state.
    static void deliver(const State &state)
    {
        auto handler = std::exchange(state->handler, nullptr);
        if (!state->context)
            return;
        QMetaObject::invokeMethod(
            state->context.data(),
            [state, handler = std::move(handler)] { handler(std::move(*state->result)); },
            Qt::QueuedConnection);
    }

    State m_state;
};

/// The other end of a Call, held by the code that does the work. If the last copy is destroyed
/// without a result, the call ends as cancelled.
template <class T>
class CallSource
{
public:
    CallSource()
        : m_end(std::make_shared<End>())
    {
    }

    Call<T> call() const { return Call<T>(m_end->state); }

    /// What Call::cancel does; it must lead to finish().
    void onCancel(std::function<void()> &&cancel) const
    {
        m_end->state->cancel = std::move(cancel);
    }

    /// Ends the call. Later results are ignored.
    void finish(Result<T> value) const { m_end->finish(std::move(value)); }

    bool isFinished() const { return m_end->state->finished; }

private:
    struct End
    {
        std::shared_ptr<detail::CallState<T>> state = std::make_shared<detail::CallState<T>>();

        End() = default;
        Q_DISABLE_COPY_MOVE(End)
        ~End() { finish(failure(ErrorKind::Cancelled, {})); }

        void finish(Result<T> value)
        {
            if (state->finished)
                return;
            state->finish(std::move(value));
            if (state->handler)
                Call<T>::deliver(state);
        }
    };

    std::shared_ptr<End> m_end;
};

/// A call that has ended already, e.g. because an input was rejected before anything was sent.
template <class T>
Call<T> finishedCall(Result<T> result)
{
    CallSource<T> source;
    source.finish(std::move(result));
    return source.call();
}

} // namespace roomkeeper
