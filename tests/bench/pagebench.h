#pragma once

/// Reads a page of 30 rooms into a store that already contains `rooms`, like a listing. Prints
/// rooms and the median of pageMs. Returns the program's exit code.
int benchPage(int rooms);
