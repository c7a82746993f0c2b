#!/bin/sh
# Runs a program in a private D-Bus session with an unlocked GNOME keyring of its own; exits with 77 if
# these are not installed. Nothing in this session can prompt for the keyring's password.
set -eu
command -v gnome-keyring-daemon >/dev/null || { echo "skipped: no gnome-keyring-daemon"; exit 77; }

# The password has no newline, which would become part of it, and is not empty, because then no
# collection would be created. The daemon ends with its session. It may take a moment to appear on the
# bus; the program has to wait for it.
exec "$(dirname "$0")/bare_session.sh" sh -c '
    printf %s ci | gnome-keyring-daemon --unlock --components=secrets >/dev/null 2>&1
    KEYRING_IS_COMING=1 exec "$@"' sh "$@"
