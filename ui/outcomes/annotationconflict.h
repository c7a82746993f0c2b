#pragma once

#include "admin/connections/connection.h"
#include "admin/rooms/annotationchange.h"
#include "ui/common/messagebar.h"

namespace roomkeeper::ui {

/// Says that a name or the tags were not stored, because another window stored others meanwhile,
/// and offers to store them after all. `connection` must outlive the notice.
Notice annotationConflict(const admin::AnnotationChange &change, admin::Connection &connection);

} // namespace roomkeeper::ui
