#!/usr/bin/python3
"""Connecting with Microsoft Entra ID: no secret anywhere, a script plays the Azure CLI."""

import json
import os
import pathlib
import tempfile
import time

from service import Service
from window import Program, run, screenshot

TOKEN = "marker-secret.token-of-the-azure.cli"

folder = tempfile.TemporaryDirectory()
service = Service("--rooms", 12, "--bearer-token", TOKEN)
running = []


def azure_cli(*lines):
    """Sets what `az` does from now on; it logs its arguments."""
    script = pathlib.Path(folder.name, "az")
    script.write_text("\n".join(["#!/bin/sh", 'echo "$@" >> "$0.asked"', *lines, ""]))
    script.chmod(0o700)


def times_asked():
    asked = pathlib.Path(folder.name, "az.asked")
    lines = asked.read_text().splitlines() if asked.exists() else []
    for line in lines:
        assert line == (
            "account get-access-token --resource https://communication.azure.com --output json"
        ), line
    return len(lines)


def start(*arguments):
    for program in running:
        program.end()
    path = f"{folder.name}:{os.environ['PATH']}"
    running[:] = [Program(*arguments, environment={"PATH": path})]
    return running[0]


def makes_the_connection():
    azure_cli("echo \"ERROR: Please run 'az login' to setup account.\" >&2", "exit 1")
    program = start()
    program.click(program.find("push button", "Connect to a resource"))
    program.find("dialog", "Connection")
    program.tab_to("combo box", "Authentication")
    program.key("Down")
    program.tab_to("text", "Endpoint")
    for wrong, says in [
        ("http://contoso.example", "must begin with https"),
        ("https://contoso.example/rooms", "must not have a path"),
        ("https://contoso.example", "is not an endpoint of Azure Communication Services"),
    ]:
        program.replace(wrong)
        program.shows(f"(?s).*{says}.*")
        assert not program.find("push button", "Save").has("SENSITIVE"), wrong
    program.replace(f"http://127.0.0.1:{service.port}/")
    program.tab_to("text", "Name")
    program.replace("clinic")
    screenshot("entra-id")
    assert times_asked() == 0
    program.tab_to("push button", "Save")
    program.key("space")
    program.gone("dialog", "Connection")


def signs_in():
    program = running[0]
    program.shows(r"(?s).*Run “az login”, then try again\..*")
    screenshot("signed-out")
    end = int(time.time()) + 3600
    token = {"accessToken": TOKEN, "expires_on": end, "tokenType": "Bearer"}
    azure_cli(f"echo '{json.dumps(token)}'")
    program.click(program.find("push button", "Try again"))
    program.shows(r"12 rooms at \d\d:\d\d")
    program.shows("clinic · signed in with the Azure CLI")
    screenshot("signed-in")
    assert times_asked() == 2
    program.key("F5")
    program.shows(r"12 rooms at \d\d:\d\d")
    assert times_asked() == 2  # the token is still used
    assert TOKEN not in program.everything_shown()


def is_kept_nowhere():
    for path in pathlib.Path(os.environ["HOME"]).rglob("*"):
        if path.is_file():
            assert TOKEN.encode() not in path.read_bytes(), path


def opens_the_day_after():
    program = start("--connect", "clinic")
    program.find("frame", "clinic – Roomkeeper")
    program.shows(r"12 rooms at \d\d:\d\d")
    assert times_asked() == 3


try:
    run(
        lambda: running[-1],
        makes_the_connection,
        signs_in,
        is_kept_nowhere,
        opens_the_day_after,
    )
finally:
    for program in running:
        program.end()
    service.stop()
    folder.cleanup()
