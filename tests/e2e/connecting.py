#!/usr/bin/python3
"""The first connection after the first start of the program, and opening it again later.

connecting.py keychain|none: whether the desktop has a Secret Service."""

import base64
import json
import os
import pathlib
import subprocess
import sys

from gi.repository import Atspi, Gio, GLib
from service import Service
from window import Program, Widget, run, screenshot, until, xdotool

sys.path.append(str(pathlib.Path(__file__).parent.parent / "secrets"))
import search  # noqa: E402

HAS_KEYCHAIN = sys.argv[1] == "keychain"
PROFILES = pathlib.Path(os.environ["HOME"], ".config/roomkeeper/roomkeeper/connections.json")
WRONG_KEY = "bWFya2VyLXNlY3JldCB0aGF0IGlzIHdyb25n"

service = Service("--rooms", 12)
running = []


def start(*arguments, environment=None):
    for program in running:
        program.end()
    running[:] = [Program(*arguments, environment=environment)]
    return running[0]


def first_start():
    program = start()
    program.find("frame", "Roomkeeper")
    screenshot("welcome")
    program.click(program.find("push button", "Connect to a resource"))
    program.find("dialog", "Connection")
    program.tab_to("password text", "Connection string")
    for wrong, says in [
        ("accesskey=AAAA", "The endpoint is missing"),
        ("endpoint=https://contoso.example/", "The access key is missing"),
        ("endpoint=https://contoso.example/;accesskey=!!!!", "not valid base64"),
        ("endpoint=http://contoso.example/;accesskey=AAAA", "must begin with https"),
        ("endpoint=https://contoso.example/rooms;accesskey=AAAA", "must not have a path"),
    ]:
        program.replace(wrong)
        program.shows(f"(?s).*{says}.*endpoint=https://<name>.*")
        assert not program.find("push button", "Save").has("SENSITIVE"), wrong
    screenshot("connection-problem")


def wrong_key_is_named():
    program = running[0]
    program.replace(service.connection_string.replace(service.key, WRONG_KEY))
    program.tab_to("push button", "Test connection")
    program.key("space")
    program.shows(r"(?s)The connection does not work\. 127\.0\.0\.1:\d+ rejected the access key\..*")
    assert WRONG_KEY not in program.everything_shown()


def connects():
    program = running[0]
    program.save_connection(service.connection_string, "clinic")
    program.find("frame", "clinic – Roomkeeper")
    program.shows(r"12 rooms at \d\d:\d\d")
    if HAS_KEYCHAIN:
        program.shows("clinic · access key in the keychain")
    else:
        program.shows(r"(?s).*The connection string of “clinic” is kept only until Roomkeeper closes\.")
        program.shows("clinic · access key kept until Roomkeeper closes")
    screenshot("connected")
    assert service.key not in program.everything_shown()


def secret_lies_in_the_keychain_only():
    if HAS_KEYCHAIN:
        found = subprocess.run(
            ["secret-tool", "search", "--all", "server", "roomkeeper"],
            capture_output=True,
            text=True,
        )
        assert f"secret = {service.connection_string}" in found.stdout, found
        # In the place that the guide names.
        (profile,) = json.loads(PROFILES.read_text())["profiles"]
        looked_up = subprocess.run(
            ["secret-tool", "lookup", "server", "roomkeeper", "user", f"roomkeeper/{profile['id']}"],
            capture_output=True,
            text=True,
        )
        assert looked_up.stdout == service.connection_string, looked_up
    nothing_lies_at_home()


def nothing_lies_at_home():
    """No file at home contains the secret; the keyring's own files are encrypted."""
    for path in pathlib.Path(os.environ["HOME"]).rglob("*"):
        if not path.is_file():
            continue
        data = path.read_bytes()
        for text in (data, data.replace(b"\0", b"")):
            for form, needle in search.needles(base64.b64decode(service.key)):
                assert needle not in text, (path, form)


def next_start_offers_it():
    program = start()
    program.click(program.find("push button", "clinic.*"))
    if HAS_KEYCHAIN:
        program.shows(r"12 rooms at \d\d:\d\d")
    else:
        program.shows(r"(?s).*“clinic” could not be opened\..*")
        program.shows(r"(?s).*No keychain is running on this desktop\..*gnome-keyring.*")
        program.find("push button", "Try again")
        screenshot("no-secret")
        program.click(program.find("push button", "Enter for this session"))
        program.find("dialog", "Connect for this session")
        program.focused("password text", "Connection string")
        program.type(service.connection_string)
        program.key("Return")
        program.shows(r"12 rooms at \d\d:\d\d")
        program.shows("clinic · access key kept until Roomkeeper closes")
        program.find("push button", "Try keychain again")
        screenshot("this-run")


def connect_by_name():
    program = start("--connect", "clinic")
    if HAS_KEYCHAIN:
        program.find("frame", "clinic – Roomkeeper")
        program.shows(r"12 rooms at \d\d:\d\d")
    program = start("--connect", "nobody")
    program.shows(r"(?s).*There is no connection named “nobody”\..*")


def damaged_list_is_set_aside():
    for program in running:
        program.end()
    PROFILES.write_text("{")
    program = start()
    program.shows(r"(?s).*The old file was renamed to .*\.damaged-.*The backup was restored.*")
    screenshot("set-aside")
    program.find("push button", "clinic.*")  # from the previous connection
    assert [path.read_text() for path in PROFILES.parent.glob("*.damaged-*")] == ["{"]


def call_keyring(method, arguments):
    return Gio.bus_get_sync(Gio.BusType.SESSION).call_sync(
        "org.freedesktop.secrets",
        "/org/freedesktop/secrets",
        "org.freedesktop.Secret.Service",
        method,
        arguments,
        None,
        Gio.DBusCallFlags.NONE,
        -1,
    )


def lock_keyring():
    collection = "/org/freedesktop/secrets/collection/login"
    call_keyring("Lock", GLib.Variant("(ao)", ([collection],)))


def kept_items():
    """The number of our secrets in the keyring, locked or not."""
    found = call_keyring("SearchItems", GLib.Variant("(a{ss})", ({"server": "roomkeeper"},)))
    return sum(len(items) for items in found.unpack())


def password_field():
    """The password field of the keyring's prompt; None if there is no prompt."""
    desktop = Atspi.get_desktop(0)
    for i in range(desktop.get_child_count()):
        application = desktop.get_child_at_index(i)
        if application is not None and application.get_name() == "gcr-prompter":
            for widget in Widget(application).all():
                if widget.role == "password text" and widget.has("FOCUSED"):
                    return widget
    return None


def answer_prompt(password):
    """None cancels the prompt."""
    until(password_field, "the desktop to ask for the keyring's password")
    if password is None:
        xdotool("key", "Escape")
    else:
        xdotool("type", "--delay", "10", "--", password)
        xdotool("key", "Return")
    until(lambda: password_field() is None, "the question for the password to go")


def locked_and_rejected():
    if not HAS_KEYCHAIN:
        return
    lock_keyring()
    program = start("--connect", "clinic")
    answer_prompt(None)
    program.shows(r"(?s).*“clinic” could not be opened\. The keychain is locked and was not.*")
    program.find("push button", "Enter for this session")
    screenshot("locked")


def locked_and_unlocked():
    if not HAS_KEYCHAIN:
        return
    program = running[0]
    program.click(program.find("push button", "Try again"))
    answer_prompt(os.environ["DESKTOP_PASSWORD"])
    program.shows(r"12 rooms at \d\d:\d\d")
    program.shows("clinic · access key in the keychain")


def removed_although_locked():
    """A locked keyring reports an entry as deleted but keeps it, so it must be unlocked first."""
    if not HAS_KEYCHAIN:
        return
    lock_keyring()
    assert kept_items() == 1
    program = running[0]
    program.key("alt+c", "r")
    program.click(program.find("push button", "Remove connection"))
    answer_prompt(os.environ["DESKTOP_PASSWORD"])
    program.shows("The connection “clinic” was removed.")
    assert kept_items() == 0


def environment_is_offered():
    program = start(environment={"COMMUNICATION_CONNECTION_STRING": service.connection_string})
    program.click(program.find("push button", rf"127\.0\.0\.1:{service.port} \(environment\).*"))
    program.shows(r"12 rooms at \d\d:\d\d")
    program.shows(r".*access key from COMMUNICATION_CONNECTION_STRING")


def service_that_is_gone():
    program = running[0]
    assert service.stop() == 0
    program.key("F5")
    program.shows(r"(?s).*127\.0\.0\.1.*refused.*")
    screenshot("unreachable")
    assert len(program.rows("Rooms")) == 12  # the loaded rooms stay
    again = Service("--rooms", 12, "--port", service.port, "--access-key", service.key)
    try:
        program.click(program.find("push button", "Try again"))
        program.shows(r"\d+ rooms at \d\d:\d\d")
        program.gone("push button", "Try again")
    finally:
        again.stop()


try:
    run(
        lambda: running[-1],
        first_start,
        wrong_key_is_named,
        connects,
        secret_lies_in_the_keychain_only,
        next_start_offers_it,
        connect_by_name,
        damaged_list_is_set_aside,
        locked_and_rejected,
        locked_and_unlocked,
        removed_although_locked,
        environment_is_offered,
        service_that_is_gone,
        nothing_lies_at_home,
    )
finally:
    for program in running:
        program.end()
    service.stop()
