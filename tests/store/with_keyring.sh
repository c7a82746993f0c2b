#!/bin/sh
# Runs a program in a private D-Bus session with an unlocked GNOME keyring of its own; exits with 77
# where those are not installed. Nobody can ask for the keyring's password there.
set -eu
command -v gnome-keyring-daemon >/dev/null || { echo "skipped: no gnome-keyring-daemon"; exit 77; }

# The password has no newline, which would become part of it, and is not empty, for then no
# collection is made. The daemon goes with its session. It may be on the bus a moment later only,
# which is for the program to wait for.
exec "$(dirname "$0")/bare_session.sh" sh -c '
    printf %s ci | gnome-keyring-daemon --unlock --components=secrets >/dev/null 2>&1
    KEYRING_IS_COMING=1 exec "$@"' sh "$@"
