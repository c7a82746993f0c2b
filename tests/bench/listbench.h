#pragma once

#include "measure.h"

/// Lists all rooms through the client, reading every row. Prints rooms, pages, seconds,
/// firstPageSeconds, peakRssMiB. Returns the program's exit code.
int benchList(BenchTarget &target);

/// Reads the same pages with a plain QNetworkAccessManager: requests signed beforehand, one after
/// the other, nothing parsed. The rest is the cost of Qt and the service; prints the same.
int benchListBare(BenchTarget &target);
