#pragma once

/// Scrolls, sorts and filters a participant table with this many people, offscreen. Prints frameMs
/// (median time of a paint while scrolling) and longestSliceMs. Returns the program's exit code.
int benchRoster(int argc, char **argv, int participants);
