#pragma once

/// Reads a file of so many connections and opens the list of them, offscreen; filters and moves
/// there. Prints what each takes in milliseconds of the thread's CPU time. Returns the program's
/// exit code.
int benchProfiles(int argc, char **argv, int count);
