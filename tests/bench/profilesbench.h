#pragma once

/// Reads a file of this many connections, opens their list offscreen, filters and moves them.
/// Prints the duration of each in milliseconds of the thread's CPU time. Returns the program's exit
/// code.
int benchProfiles(int argc, char **argv, int count);
