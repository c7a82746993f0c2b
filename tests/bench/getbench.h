#pragma once

#include "measure.h"

/// Reads rooms, each by a request signed for it, over `connections` kept-open sockets with one
/// request on each, and nothing between the sockets and this: what the service bears. Prints
/// requests, seconds, perSecond. Returns the program's exit code.
int benchGet(BenchTarget &target, int count, int connections);
