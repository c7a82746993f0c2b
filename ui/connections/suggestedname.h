#pragma once

#include "acs/connectionstring.h"

#include <QStringList>

namespace roomkeeper::ui {

/// What a connection is called unless somebody says otherwise: "contoso" of
/// contoso.europe.communication.azure.com; an address with its port as it is.
QString suggestedName(const acs::Endpoint &endpoint);

/// `name`, with the first number behind it that makes it none of `taken`: "contoso 2".
QString freeName(const QString &name, const QStringList &taken);

} // namespace roomkeeper::ui
