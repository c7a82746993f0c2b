#pragma once

#include "sandbox/state/statekeeper.h"
#include "sandbox/state/statetables.h"

namespace roomkeeper::sandbox {

/// The SQLite file that keeps the contents of a sandbox. Held from `open` on: a second program is
/// turned away. What is no such file, or one that this version does not know, is left as it is.
/// Made, used and destroyed on one thread; waits for the disk.
class StateDatabase final : public StateKeeper
{
public:
    explicit StateDatabase(const QString &path);

    /// Makes the file where there is none or an empty one, for the resource with this id. Error:
    /// kind Storage.
    [[nodiscard]] Result<void> open(const QByteArray &newResourceId);

    /// The id of the resource that the file is of.
    QByteArray resourceId() const { return m_resourceId; }

    [[nodiscard]] Result<StoreContents> contents() override;
    [[nodiscard]] Result<void> keep(const StoreContents &changes) override;

private:
    [[nodiscard]] sql::Result<void> inspect() const;
    [[nodiscard]] sql::Result<void> tryToOpen(const QByteArray &newResourceId);
    Error toError(const sql::Failure &failure) const;

    QString m_path;
    sql::Connection m_connection;
    QByteArray m_resourceId;
};

} // namespace roomkeeper::sandbox
