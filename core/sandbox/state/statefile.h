#pragma once

#include "sandbox/state/statekeeper.h"

#include <QString>

#include <memory>

namespace roomkeeper::sandbox {

/// The file of `--state`, usable from any one thread at a time. Qt's database connections belong to
/// the thread that created them: this class has its own thread, and callers wait for it.
class StateFile final : public StateKeeper
{
public:
    /// Opens and locks the file, or creates one for the resource with this ID. Error: kind Storage,
    /// one sentence.
    [[nodiscard]] static Result<std::unique_ptr<StateFile>> open(const QString &path,
                                                                 const QByteArray &newResourceId);
    ~StateFile() override;

    /// The GUID in the raw IDs of the users of the file's resource.
    QByteArray resourceId() const;

    [[nodiscard]] Result<StoreContents> contents() override;
    [[nodiscard]] Result<void> keep(const StoreContents &changes) override;

private:
    struct Worker;
    explicit StateFile(std::unique_ptr<Worker> worker);

    std::unique_ptr<Worker> m_worker;
};

} // namespace roomkeeper::sandbox
