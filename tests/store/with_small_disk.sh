#!/bin/sh
# Runs a program with a file system of 64 KiB of its own, whose folder SMALL_DISK names; exits with
# 77 where none can be mounted.
set -eu
disk=$(mktemp -d)
trap 'rmdir "$disk"' EXIT
export SMALL_DISK="$disk"

# As root of this machine, else as root of a namespace, where that is allowed.
for user in "" "--user --map-root-user"; do
    # shellcheck disable=SC2086 # none, or two words
    if unshare $user --mount mount -t tmpfs -o size=64k none "$disk" 2>/dev/null; then
        unshare $user --mount sh -c '
            mount -t tmpfs -o size=64k none "$SMALL_DISK"
            "$@"' sh "$@"
        exit
    fi
done
echo "skipped: nothing can be mounted here"
exit 77
