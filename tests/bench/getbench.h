#pragma once

#include "measure.h"

/// Reads rooms with one signed request each, over `connections` persistent sockets with one request
/// at a time, without the client: what the service can handle. Prints requests, seconds, perSecond.
/// Returns the program's exit code.
int benchGet(BenchTarget &target, int count, int connections);
