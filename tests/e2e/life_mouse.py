#!/usr/bin/python3
"""The whole life of a room with the mouse; the keyboard is used only to type text."""

import re

from window import Program, run, screenshot, until

USER = "8:acs:b6aada1f-0b1d-47ac-866f-91aae00a1d01_00000019-2d4c-9e5a-1000-343a0d00b5a1"

program = Program("--sandbox", "--rooms", "24")
room = {}


def wait_for_rows(count):
    until(
        lambda: program.find_all("table", "Rooms") and len(program.rows("Rooms")) == count,
        f"{count} rows",
    )


def creates():
    program.shows(r"24 rooms at \d\d:\d\d")
    program.press("New room")
    program.find("dialog", "New room")
    program.press("1 month")
    program.click(program.find("check box", "PSTN dial-out"))
    program.click(program.find("text", "Participants"))
    program.type(USER)
    program.shows("1 participant")
    program.press("Create")
    message = program.shows(r"Room \d+ was created\..*").text
    room["id"] = re.search(r"\d{16,18}", message)[0]
    program.gone("dialog", "New room")
    program.row_of("Participants", USER)
    assert program.find("check box", "PSTN dial-out").has("CHECKED")


def selects_another_and_comes_back():
    other = next(row for row in program.rows("Rooms") if row[2] != room["id"])[2]
    program.click(program.cell("Rooms", program.row_of("Rooms", other), 2))
    until(lambda: program.find("text", "Room ID").text == other, "the other room's details")
    program.click(program.cell("Rooms", program.row_of("Rooms", room["id"]), 2))
    until(lambda: program.find("text", "Room ID").text == room["id"], "the first room's details")


def keeps_a_draft():
    program.click(program.find("check box", "PSTN dial-out"))
    program.press("180 days")
    program.shows(r"Pending: Valid until, dial-out")
    typed = program.find("text", "Valid until").text
    selects_another_and_comes_back()
    program.shows(r"Pending: Valid until, dial-out")
    assert program.find("text", "Valid until").text == typed
    screenshot("draft")


def applies():
    program.press("Apply changes")
    program.shows(f"Room {room['id']} was changed\\.")
    program.gone("label", "Pending: .*")
    assert not program.find("check box", "PSTN dial-out").has("CHECKED")


def chooses_with_chips():
    program.click(program.find("check box", "Upcoming"))
    wait_for_rows(14)
    program.click(program.find("check box", "All"))
    wait_for_rows(25)


def sorts():
    program.click(program.header("Rooms", "Room ID"))
    until(lambda: (ids := shown_ids()) == sorted(ids, key=int), "rows sorted by their ID")
    program.click(program.header("Rooms", "Room ID"))
    until(lambda: (ids := shown_ids()) == sorted(ids, key=int, reverse=True), "the other way round")
    assert len(shown_ids()) == 25


def shown_ids():
    return [row[2] for row in program.rows("Rooms")]


def opens_by_id():
    program.press("Open by ID")
    dialog_field = until(
        lambda: [w for w in program.find_all("text", "Room ID") if w.has("FOCUSED")],
        "the field of the dialog",
    )
    assert dialog_field
    program.type(room["id"])
    program.press("Open")
    program.gone("dialog", "Open by ID")
    assert program.find("text", "Room ID").text == room["id"]


def shows_what_was_sent():
    program.key("F9")
    rows = until(lambda: program.find_all("table", "Activity") and program.rows("Activity"), "Activity")
    operations = {row[1] for row in rows}
    assert {"List rooms", "Create room", "Update room", "Get room"} <= operations, operations
    assert all(row[3] in ("200", "201") for row in rows), rows
    program.key("F9")
    program.gone("table", "Activity")


def deletes():
    program.click(program.cell("Rooms", program.row_of("Rooms", room["id"]), 2))
    program.press("Delete room")
    program.shows(f"Delete this room on “Sandbox”\\?\n{room['id']}")
    program.press("Cancel")
    program.gone("label", f"Delete this room .*\n{room['id']}")
    wait_for_rows(25)
    program.press("Delete room")
    program.shows(f"Delete this room on “Sandbox”\\?\n{room['id']}")
    until(lambda: len(program.find_all("push button", "Delete room")) == 2, "the question's button")
    program.click(program.find_all("push button", "Delete room")[-1])
    program.shows(f"Room {room['id']} was deleted\\.")
    wait_for_rows(24)
    program.click(program.find("push button", "Dismiss"))
    program.gone("push button", "Dismiss")


try:
    run(
        lambda: program,
        creates,
        selects_another_and_comes_back,
        keeps_a_draft,
        applies,
        chooses_with_chips,
        sorts,
        opens_by_id,
        shows_what_was_sent,
        deletes,
    )
finally:
    program.end()
