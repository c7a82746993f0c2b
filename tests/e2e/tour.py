#!/usr/bin/python3
"""The guided tour in the virtual desktop: its output, its pictures, and its error message if the window
is closed before the tour ends."""

import os
import re
import subprocess
import tempfile

from window import until, xdotool

ROOMKEEPER = os.environ["ROOMKEEPER"]
PNG = b"\x89PNG\r\n\x1a\n"


def tour(folder, *arguments):
    return subprocess.run(
        [ROOMKEEPER, "--tour", folder, *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        timeout=300,
    )


def goes_through_the_quickstart():
    with tempfile.TemporaryDirectory() as folder:
        done = tour(folder, "--rooms", "24", "--theme", "light")
        assert done.returncode == 0, done
        assert "roomkeeper:" not in done.stderr, done.stderr
        lines = done.stdout.splitlines()
        assert lines[0] == "Azure Communication Services - Rooms Quickstart", lines
        ids = {room for line in lines for room in re.findall(r"\b99\d{14,16}\b", line)}
        assert len(ids) == 1, lines
        for words, times in (
            ("Created a room", 1),
            ("Retrieved room", 1),
            ("Listed 25 rooms", 1),
            ("Updated room", 1),
            ("Created user", 3),
            ("Added participants", 1),
            ("Retrieved participants", 1),
            ("Removed participants", 1),
            ("Deleted room", 1),
        ):
            assert sum(words in line for line in lines) == times, (words, lines)
        pictures = sorted(os.listdir(folder))
        assert [name[:3] for name in pictures] == [f"{n:02}-" for n in range(1, len(pictures) + 1)]
        assert lines[-1] == f"{len(pictures)} pictures are in {folder}", lines
        for name in pictures:
            with open(os.path.join(folder, name), "rb") as file:
                assert file.read(8) == PNG, name
            assert os.path.getsize(os.path.join(folder, name)) > 20_000, name


def fails_when_its_window_is_closed():
    with tempfile.TemporaryDirectory() as folder:
        # Enough rooms to have time to close the window.
        process = subprocess.Popen(
            [ROOMKEEPER, "--tour", folder, "--rooms", "20000"],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        until(
            lambda: subprocess.run(
                ["xdotool", "search", "--onlyvisible", "--name", "Roomkeeper$"],
                stdout=subprocess.DEVNULL,
            ).returncode
            == 0,
            "the window",
        )
        xdotool("search", "--onlyvisible", "--name", "Roomkeeper$", "windowfocus", "--sync")
        # Sent to the focused window: this window is gone before the keys are released.
        xdotool("key", "ctrl+q")
        out, errors = process.communicate(timeout=120)
        assert process.returncode == 1, (process.returncode, out, errors)
        assert "the window was closed" in errors, errors
        assert "Deleted room" not in out, out


for test in (goes_through_the_quickstart, fails_when_its_window_is_closed):
    print(f"-- {test.__name__}", flush=True)
    test()
print("2 passed, 0 failed")
