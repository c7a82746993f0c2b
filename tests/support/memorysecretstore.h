#pragma once

#include "store/secrets/keychainproblem.h"
#include "store/secrets/secretstore.h"

#include <QHash>

#include <optional>

namespace roomkeeper::tests {

/// A keychain in memory, which can be told to fail, or to delay its results.
class MemorySecretStore final : public store::SecretStore
{
public:
    QHash<QUuid, QByteArray> secrets;
    /// If set, every call fails with it.
    std::optional<Error> failWith;
    /// If true, calls stay open until release().
    bool waits = false;
    int reads = 0;
    int writes = 0;
    int waitsKept = 0;

    Call<QByteArray> read(const QUuid &profile) override
    {
        ++reads;
        return answer<QByteArray>([this, profile]() -> Result<QByteArray> {
            if (!secrets.contains(profile))
                return failure(ErrorKind::NotFound, QStringLiteral("no secret"));
            return secrets.value(profile);
        });
    }

    Call<void> write(const QUuid &profile, const QByteArray &secret) override
    {
        ++writes;
        const QByteArray copy(secret.constData(), secret.size());
        return answer<void>([this, profile, copy]() -> Result<void> {
            secrets.insert(profile, copy);
            return {};
        });
    }

    Call<void> remove(const QUuid &profile) override
    {
        return answer<void>([this, profile]() -> Result<void> {
            secrets.remove(profile);
            return {};
        });
    }

    void keepWaiting(const QUuid &) override { ++waitsKept; }

    void goOnWithout(const QUuid &) override
    {
        const auto before =
            std::exchange(failWith, store::keychainError(store::KeychainProblem::NoAnswer));
        release();
        failWith = before;
    }

    /// Ends the waiting calls, and lets later ones end at once.
    void release()
    {
        waits = false;
        const auto waiting = std::exchange(m_waiting, {});
        for (const auto &go : waiting)
            go();
    }

private:
    template <class T>
    Call<T> answer(std::function<Result<T>()> work)
    {
        const CallSource<T> source;
        const auto go = [this, source, work = std::move(work)] {
            if (failWith)
                source.finish(failure(*failWith));
            else
                source.finish(work());
        };
        if (waits)
            m_waiting.append(go);
        else
            go();
        return source.call();
    }

    QList<std::function<void()>> m_waiting;
};

} // namespace roomkeeper::tests
