#!/usr/bin/python3
"""Lost responses: a room that may have been created, and one that may have been deleted. With the
keyboard where it matters."""

import re

from service import Service
from window import Program, run, screenshot, until

# The network library and the program both retry a request whose connection is lost, so many responses
# must be lost before an outcome is unknown.
service = Service(
    "--rooms", 3, "--seed", 4, "--faults", "drop@POST /rooms;drop@DELETE *"
)
program = Program(environment={"COMMUNICATION_CONNECTION_STRING": service.connection_string})
room = {}


def connects():
    program.click(program.find("push button", r"127\.0\.0\.1:\d+ \(environment\).*"))
    program.shows(r"3 rooms at \d\d:\d\d")


def loses_the_answer_to_a_creation():
    program.press("New room")
    program.find("dialog", "New room")
    program.press("1 week")
    program.press("Create")
    program.shows(r"No response from the service\. A room may .* \(requested at \d\d:\d\d:\d\d: New room, .*")
    program.gone("dialog", "New room")
    assert len(program.rows("Rooms")) == 3
    screenshot("unknown")


def keeps_it_when_the_message_is_dismissed():
    program.click(program.find("push button", "Dismiss"))
    program.gone("label", "No response from the service.*")
    program.tab_to("push button", "Unknown outcomes")
    program.key("space")
    program.find("dialog", "Unknown outcomes")
    rows = program.rows("Unknown outcomes")
    assert len(rows) == 1 and rows[0][0].startswith("New room, "), rows
    screenshot("unknown-list")


def chooses_the_room():
    program.focused("table", "Unknown outcomes")
    program.tab_to("push button", "Check")
    program.key("space")
    program.find("dialog", r"Which room is it\?")
    candidates = program.rows("Rooms that may be it")
    assert len(candidates) == 1 and re.fullmatch(r"\d{16,18}", candidates[0][0]), candidates
    room["id"] = candidates[0][0]
    screenshot("which-room")
    program.focused("table", "Rooms that may be it")
    program.tab_to("push button", "This is it")
    program.key("space")
    program.shows(f"Room {room['id']} was created\\.")
    program.gone("push button", "Unknown outcomes")
    until(lambda: program.find("text", "Room ID").text == room["id"], "the room's details")
    assert len(program.rows("Rooms")) == 4


def loses_the_answer_to_a_delete():
    program.click(program.cell("Rooms", program.row_of("Rooms", room["id"]), 2))
    program.press("Delete room")
    program.shows(f"Delete this room on .*\n{room['id']}")
    until(lambda: len(program.find_all("push button", "Delete room")) == 2, "the question's button")
    program.click(program.find_all("push button", "Delete room")[-1])
    program.shows(f"No response from the service. Room {room['id']} may have been deleted .*")
    program.row_of("Rooms", room["id"])


def leaving_asks():
    program.key("ctrl+q")
    program.shows("The outcome of 1 change is unknown, .*")
    program.press("Cancel")
    program.gone("push button", "Leave")


def checks_the_delete():
    program.press("Check")
    program.shows(f"Room {room['id']} was deleted\\.")
    until(lambda: len(program.rows("Rooms")) == 3, "three rooms")
    program.gone("push button", "Unknown outcomes")


try:
    run(
        lambda: program,
        connects,
        loses_the_answer_to_a_creation,
        keeps_it_when_the_message_is_dismissed,
        chooses_the_room,
        loses_the_answer_to_a_delete,
        leaving_asks,
        checks_the_delete,
    )
finally:
    program.end()
    service.stop()
