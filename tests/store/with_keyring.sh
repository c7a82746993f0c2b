#!/bin/sh
# Runs a program in a private D-Bus session with an unlocked GNOME keyring of its own; exits with 77
# where those are not installed.
set -eu
for needed in dbus-run-session gnome-keyring-daemon; do
    command -v "$needed" >/dev/null || { echo "skipped: no $needed"; exit 77; }
done

private=$(mktemp -d)
trap 'rm -rf "$private"' EXIT
mkdir -m 0700 "$private/home" "$private/run"
export HOME="$private/home" XDG_RUNTIME_DIR="$private/run"
unset DISPLAY WAYLAND_DISPLAY XDG_DATA_HOME XDG_CONFIG_HOME XDG_CURRENT_DESKTOP DBUS_SESSION_BUS_ADDRESS

# The password has no newline, which would become part of it, and is not empty, for then no
# collection is made. The daemon goes with its session.
dbus-run-session -- sh -c '
    printf %s ci | gnome-keyring-daemon --unlock --components=secrets >/dev/null 2>&1
    exec "$@"' sh "$@"
