#pragma once

#include <QLoggingCategory>

namespace roomkeeper {

// Warnings only by default; QT_LOGGING_RULES="acs.net.debug=true" enables one category. Nothing
// secret is logged at any level.
Q_DECLARE_LOGGING_CATEGORY(logNet)
Q_DECLARE_LOGGING_CATEGORY(logAuth)
Q_DECLARE_LOGGING_CATEGORY(logAdmin)
Q_DECLARE_LOGGING_CATEGORY(logStore)
Q_DECLARE_LOGGING_CATEGORY(logUi)

} // namespace roomkeeper
