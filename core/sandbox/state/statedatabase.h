#pragma once

#include "sandbox/state/statekeeper.h"
#include "sandbox/state/statetables.h"

namespace roomkeeper::sandbox {

/// The SQLite file that stores the contents of a sandbox. Locked after `open`: other programs can't
/// open it. Files of other programs or newer versions are not changed. Used on one thread; blocks
/// for the disk.
class StateDatabase final : public StateKeeper
{
public:
    explicit StateDatabase(const QString &path);

    /// Creates the file if it is missing or empty, for the resource with this ID. Error: kind
    /// Storage.
    [[nodiscard]] Result<void> open(const QByteArray &newResourceId);

    /// The ID of the file's resource.
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
