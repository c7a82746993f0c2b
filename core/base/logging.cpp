#include "base/logging.h"

namespace roomkeeper {

Q_LOGGING_CATEGORY(logNet, "acs.net", QtWarningMsg)
Q_LOGGING_CATEGORY(logAuth, "acs.auth", QtWarningMsg)
Q_LOGGING_CATEGORY(logAdmin, "admin", QtWarningMsg)
Q_LOGGING_CATEGORY(logStore, "store", QtWarningMsg)
Q_LOGGING_CATEGORY(logUi, "ui", QtWarningMsg)

} // namespace roomkeeper
