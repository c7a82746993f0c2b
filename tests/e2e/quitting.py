#!/usr/bin/python3
"""Quitting while the keychain does not respond to a request."""

import pathlib
import subprocess
import sys

from gi.repository import Gio, GLib
from service import Service
from window import Program, run, screenshot, until

STAND_IN = pathlib.Path(__file__).parent.parent / "store" / "secretservice.py"
# Less than the 25 s after which D-Bus gives up a call: quitting must not wait for that.
AT_ONCE = 20

service = Service("--rooms", 12)
keychains = []
running = []


def is_there(name):
    answer = Gio.bus_get_sync(Gio.BusType.SESSION).call_sync(
        "org.freedesktop.DBus",
        "/org/freedesktop/DBus",
        "org.freedesktop.DBus",
        "NameHasOwner",
        GLib.Variant("(s)", (name,)),
        None,
        Gio.DBusCallFlags.NONE,
        -1,
    )
    return answer.unpack()[0]


def start(way, *arguments):
    """The program on a desktop with a faulty Secret Service."""
    end()
    until(lambda: not is_there("org.freedesktop.secrets"), "the former keychain to go")
    keychain = subprocess.Popen(
        [sys.executable, STAND_IN, way], stdout=subprocess.PIPE, text=True
    )
    keychains[:] = [keychain]
    assert keychain.stdout.readline() == "ready\n"
    running[:] = [Program(*arguments)]
    until(lambda: running[0].find("frame", ".*Roomkeeper").has("ACTIVE"), "the window in front")
    return running[0]


def is_asked():
    """Waits until the keychain has received a request that it never answers."""
    assert keychains[0].stdout.readline() == "asked\n"


def ends():
    """The program exits by itself, without asking again."""
    assert running[0].process.wait(timeout=AT_ONCE) == 0


def end():
    for program in running:
        program.end()
    for keychain in keychains:
        keychain.kill()
        keychain.wait()


def press(button):
    running[0].click(running[0].find("push button", button))


def while_it_is_asked_to_keep():
    program = start("mute")
    press("Connect to a resource")
    program.find("dialog", "Connection")
    program.save_connection(service.connection_string, "clinic")
    is_asked()
    program.shows(r"12 rooms at \d\d:\d\d")
    program.shows("clinic · saving the access key to the keychain")
    program.key("ctrl+q")
    program.shows("Close Roomkeeper\\?")
    program.shows("The connection string of “clinic” is still being saved to the keychain\\.")
    screenshot("quitting-asks")
    press("Cancel")
    program.gone("push button", "Close")
    assert len(program.rows("Rooms")) == 12
    program.key("ctrl+q")
    press("Close")
    ends()


def while_it_is_asked_for_the_secret():
    program = start("mute", "--connect", "clinic")
    program.shows("Opening “clinic”…")
    is_asked()
    program.key("ctrl+q")
    ends()


def while_it_searches():
    program = start("searching", "--connect", "clinic")
    program.shows("Opening “clinic”…")
    is_asked()
    program.key("alt+F4")
    ends()


def while_it_is_asked_to_forget():
    program = start("mute", "--connect", "clinic")
    is_asked()
    program.key("alt+c", "r")
    press("Remove connection")
    program.find("push button", "Connect to a resource")  # nothing else is stored
    program.key("ctrl+q")
    program.shows("The keychain has not yet confirmed that a connection string was removed\\. .*")
    press("Close")
    ends()


try:
    run(
        lambda: running[-1],
        while_it_is_asked_to_keep,
        while_it_is_asked_for_the_secret,
        while_it_searches,
        while_it_is_asked_to_forget,
    )
finally:
    end()
    service.stop()
