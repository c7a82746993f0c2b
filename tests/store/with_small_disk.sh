#!/bin/sh
# Runs a program with a file system of 64 KiB of its own, mounted at $SMALL_DISK; exits with 77 if it
# can't be mounted.
set -eu
disk=$(mktemp -d)
trap 'rmdir "$disk"' EXIT
export SMALL_DISK="$disk"

# As root of this machine, otherwise as root of a user namespace if that is allowed.
for user in "" "--user --map-root-user"; do
    # shellcheck disable=SC2086 # zero or two words
    if unshare $user --mount mount -t tmpfs -o size=64k none "$disk" 2>/dev/null; then
        unshare $user --mount sh -c '
            mount -t tmpfs -o size=64k none "$SMALL_DISK"
            "$@"' sh "$@"
        exit
    fi
done
echo "skipped: no file system can be mounted here"
exit 77
