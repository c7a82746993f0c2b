#!/bin/sh
# Runs a program in a private D-Bus session without a keychain. None can be started either, except by
# service files in the folder $SESSION_SERVICES. Exits with 77 if D-Bus is not installed.
set -eu
command -v dbus-run-session >/dev/null || { echo "skipped: no dbus-run-session"; exit 77; }

private=$(mktemp -d)
trap 'rm -rf "$private"' EXIT
mkdir -m 0700 "$private/home" "$private/run"
export HOME="$private/home" XDG_RUNTIME_DIR="$private/run"
unset DISPLAY WAYLAND_DISPLAY XDG_DATA_HOME XDG_CONFIG_HOME XDG_CURRENT_DESKTOP DBUS_SESSION_BUS_ADDRESS

# The standard session configuration without its folders of activatable services.
cat >"$private/session.conf" <<END
<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <listen>unix:dir=$private/run</listen>
  ${SESSION_SERVICES:+<servicedir>$SESSION_SERVICES</servicedir>}
  <auth>EXTERNAL</auth>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
</busconfig>
END
dbus-run-session --config-file="$private/session.conf" -- "$@"
