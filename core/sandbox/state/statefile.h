#pragma once

#include "sandbox/state/statekeeper.h"

#include <QString>

#include <memory>

namespace roomkeeper::sandbox {

/// The file of `--state`, usable from any one thread at a time. Qt's connections to a database
/// belong to the thread that made them: this one has a thread of its own, and whoever asks waits
/// for it.
class StateFile final : public StateKeeper
{
public:
    /// Opens and holds the file, or makes one for the resource with this id. Error: kind Storage,
    /// one sentence.
    [[nodiscard]] static Result<std::unique_ptr<StateFile>> open(const QString &path,
                                                                 const QByteArray &newResourceId);
    ~StateFile() override;

    /// The guid in the raw ids of the users of the resource that the file is of.
    QByteArray resourceId() const;

    [[nodiscard]] Result<StoreContents> contents() override;
    [[nodiscard]] Result<void> keep(const StoreContents &changes) override;

private:
    struct Worker;
    explicit StateFile(std::unique_ptr<Worker> worker);

    std::unique_ptr<Worker> m_worker;
};

} // namespace roomkeeper::sandbox
