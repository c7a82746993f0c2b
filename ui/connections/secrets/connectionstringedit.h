#pragma once

#include "acs/auth/connectionstringsearch.h"
#include "ui/common/secretedit.h"

#include <vector>

namespace roomkeeper::ui {

/// A field for a connection string, which may be inside other text.
class ConnectionStringEdit : public SecretEdit
{
    Q_OBJECT

public:
    using SecretEdit::SecretEdit;

    /// The connection strings in the text, one for each endpoint; none if there is no valid one.
    /// Secrets: wipe them after use.
    std::vector<acs::FoundConnectionString> found() const;
    /// The connection string of an endpoint; empty if the text has none. A secret: wipe it after
    /// use.
    QByteArray secretOf(const QString &endpoint) const;
};

} // namespace roomkeeper::ui
