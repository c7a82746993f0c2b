#pragma once

/// Reads an answer of 30 rooms into a store that holds `rooms` already, as listing does. Prints
/// rooms and the median of pageMs. Returns the program's exit code.
int benchPage(int rooms);
