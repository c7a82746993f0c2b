#!/usr/bin/python3
"""The whole life of a room with the keyboard only; the results are read from the accessibility tree."""

import re

from window import Program, run, screenshot, until

USER = "8:acs:b6aada1f-0b1d-47ac-866f-91aae00a1d01_00000019-2d4c-9e5a-1000-343a0d00b5a1"
OTHER = USER[:-1] + "2"

program = Program("--sandbox", "--rooms", "24")
room = {}


def starts_with_all_rooms():
    program.find("frame", "Sandbox – Roomkeeper")
    program.shows(r"24 rooms at \d\d:\d\d")
    assert len(program.rows("Rooms")) == 24


def creates():
    program.key("ctrl+n")
    program.find("dialog", "New room")
    program.tab_to("text", "Valid until")
    program.replace("2020-01-01 10:00")
    program.shows(r".*in the past.*")
    assert not program.find("push button", "Create").has("SENSITIVE")
    program.replace("yesterday")
    program.shows(r"Not a valid date and time\..*")
    program.tab_to("push button", "1 week")
    program.key("space")
    program.shows("7 d|1 week")
    program.tab_to("text", "Participants")
    program.type(f"{USER}, 4:+4912345\n{OTHER} {OTHER}")
    program.shows(r"(?s)Line 1.*4:\+4912345.*phone number.*")
    program.shows(r"(?s).*duplicate.*")
    screenshot("new-room-bad-identifier")
    program.key("ctrl+a")
    program.type(f"{USER} {OTHER}")
    program.tab_to("combo box", "Role")
    program.key("Home")  # Presenter
    program.tab_to("push button", "Create")
    program.key("space")
    message = program.shows(r"Room \d+ was created\..*").text
    room["id"] = re.search(r"\d{16,18}", message)[0]
    program.gone("dialog", "New room")
    program.row_of("Rooms", room["id"])
    assert len(program.rows("Rooms")) == 25


def is_selected_with_its_participants():
    program.find("text", "Room ID")
    assert program.find("text", "Room ID").text == room["id"]
    program.row_of("Participants", USER)
    people = program.rows("Participants")
    assert [row[1:3] for row in people] == [[USER, "Presenter"], [OTHER, "Presenter"]], people
    screenshot("created")


def changes_when_it_is_open():
    program.tab_to("text", "Valid until")
    before = program.find("text", "Valid until").text
    program.replace("never")
    program.shows(r"Not a valid date and time\..*")
    assert not program.find("push button", "Apply changes").has("SENSITIVE")
    program.tab_to("push button", "1 month")
    program.key("space")
    after = program.find("text", "Valid until").text
    assert after != before and re.fullmatch(r"\d{4}-\d\d-\d\d \d\d:\d\d", after), after
    program.tab_to("check box", "PSTN dial-out")
    program.key("space")
    program.shows(r"Pending: .*Valid until.*dial-out.*")
    program.tab_to("push button", "Apply changes")
    program.key("space")
    program.shows(f"Room {room['id']} was changed\\.")
    assert program.find("text", "Valid until").text == after
    assert program.find("check box", "PSTN dial-out").has("CHECKED")


def discards():
    program.tab_to("check box", "PSTN dial-out")
    program.key("space")
    program.shows(r"Pending: .*")
    program.key("alt+r", "i")
    program.gone("label", r"Pending: .*")
    assert program.find("check box", "PSTN dial-out").has("CHECKED")


def filters():
    program.key("ctrl+f")
    program.focused("text", "Filter rooms")
    program.type(room["id"])
    program.find("table", "Rooms")
    wait_for_rows(1)
    program.replace("no such room")
    program.shows("No matching rooms")
    program.key("ctrl+a", "BackSpace")
    wait_for_rows(25)
    program.key("ctrl+3")
    program.find("check box", "Upcoming")
    wait_for_rows(14)
    program.key("ctrl+1")
    wait_for_rows(25)


def wait_for_rows(count):
    until(
        lambda: program.find_all("table", "Rooms") and len(program.rows("Rooms")) == count,
        f"{count} rows",
    )


def opens_by_id():
    program.key("ctrl+o")
    program.find("dialog", "Open by ID")
    program.type("123")
    program.shows(r".*has 16 to 18 digits.*")
    program.replace("99" + "0" * 15)
    program.key("Return")
    program.shows(r".*has no room with this ID.*")
    assert program.find_all("text", "Room ID")[-1].text == "99" + "0" * 15  # stays in the field
    program.replace(room["id"])
    program.key("Return")
    program.gone("dialog", "Open by ID")
    assert program.find("text", "Room ID").text == room["id"]


def deletes():
    program.tab_to("table", "Rooms")
    program.key("Delete")
    program.shows(f"Delete this room on “Sandbox”\\?\n{room['id']}")
    program.focused("push button", "Cancel")
    screenshot("delete-question")
    program.key("Return")  # Cancel is the default button: nothing happens
    program.gone("label", f"Delete this room .*\n{room['id']}")
    wait_for_rows(25)
    program.key("Delete")
    program.focused("push button", "Cancel")
    program.key("shift+Tab")
    program.focused("push button", "Delete room")
    program.key("space")
    program.shows(f"Room {room['id']} was deleted\\.")
    wait_for_rows(24)


def opens_what_is_gone():
    program.key("ctrl+o")
    program.find("dialog", "Open by ID")
    program.type(room["id"])
    program.key("Return")
    program.shows(r".*has no room with this ID.*")
    program.key("Escape")  # empties the changed field
    program.key("Escape")
    program.gone("dialog", "Open by ID")


def ends():
    program.key("ctrl+q")
    assert program.process.wait(timeout=30) == 0


try:
    run(
        lambda: program,
        starts_with_all_rooms,
        creates,
        is_selected_with_its_participants,
        changes_when_it_is_open,
        discards,
        filters,
        opens_by_id,
        deletes,
        opens_what_is_gone,
        ends,
    )
finally:
    program.end()
