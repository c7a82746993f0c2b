#pragma once

#include "measure.h"

/// Creates `count` rooms with `parallel` calls outstanding (the transport puts six of them on the
/// wire). Prints created, distinct, unknown, failed, seconds. Returns the program's exit code.
int benchCreate(BenchTarget &target, int count, int parallel);
