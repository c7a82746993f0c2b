#!/usr/bin/python3
"""The Rooms quickstart with the keyboard only: users, a room with a name, its participants with their
roles, and deleting it."""

import re

from window import Program, run, screenshot, until

USER = "8:acs:b6aada1f-0b1d-47ac-866f-91aae00a1d01_00000019-2d4c-9e5a-1000-343a0d00b5a1"
OTHER = USER[:-1] + "2"
THIRD = USER[:-1] + "3"

program = Program("--sandbox", "--rooms", "24")
room = {}


def people():
    """The role and the pending change of each participant."""
    return {row[1]: (row[2], row[3]) for row in program.rows("Participants")}


def wait_for_people(wanted):
    until(lambda: people() == wanted, f"the participants {wanted}; there are {people()}")


def creates_a_room():
    program.shows(r"24 rooms at \d\d:\d\d")
    program.key("ctrl+n")
    program.find("dialog", "New room")
    program.tab_to("text", "Participants")
    program.type(USER)
    program.tab_to("push button", "Create")
    program.key("space")
    message = program.shows(r"Room \d+ was created\..*").text
    room["id"] = re.search(r"\d{16,18}", message)[0]
    program.gone("dialog", "New room")
    wait_for_people({USER: ("Attendee", "")})


def names_it():
    program.tab_to("text", "Room name")
    program.type("Board Q4")
    program.key("Return")
    program.row_of("Rooms", "Board Q4")
    # Also in the table.
    program.tab_to("table", "Rooms")
    program.key("F2")
    program.is_editing("Rooms")
    program.replace("Board Q5")
    program.key("Return")
    row = program.rows("Rooms")[program.row_of("Rooms", "Board Q5")]
    assert row[2] == room["id"], row
    until(lambda: program.find("text", "Room name").text == "Board Q5", "the name in the details")
    program.key("ctrl+f")
    program.type("board q5")
    until(lambda: len(program.rows("Rooms")) == 1, "the filter to find the name")
    program.key("ctrl+a", "BackSpace")
    until(lambda: len(program.rows("Rooms")) == 25, "all rooms")


def makes_a_user():
    program.key("ctrl+shift+m")
    program.find("dialog", "New user")
    program.tab_to("text", "Name")
    program.type("Amaka Okafor")
    program.tab_to("check box", "Access token")
    program.key("space")
    program.tab_to("push button", "Create user")
    program.key("space")
    room["user"] = until(
        lambda: program.find("text", "Identifier").text or None, "the identifier of the new user"
    )
    assert room["user"].startswith("8:acs:"), room["user"]
    program.find("password text", "Access token")
    program.shows(r".*shown only once.*")
    screenshot("new-user")
    program.tab_to("push button", "Close")
    program.key("space")
    program.shows(r"The access token has not been copied\..*")
    program.key("space")
    program.gone("dialog", "New user")
    wait_for_people({USER: ("Attendee", ""), room["user"]: ("Attendee", "+ added")})
    program.row_of("Participants", "Amaka Okafor")


def adds_participants():
    program.key("ctrl+shift+a")
    program.find("dialog", "Add participants")
    program.tab_to("text", "Identifiers")
    program.type(f"{OTHER}\n{THIRD} {OTHER}\n{USER}\n4:+49123")
    program.shows(r"(?s).*2 new.*1 already in the room.*1 duplicate.*1 invalid.*")
    program.shows(r"The invalid entries are not added\.")
    assert program.find("push button", "Add").has("SENSITIVE")
    screenshot("add-participants")
    program.key("shift+Home", "BackSpace")
    program.tab_to("combo box", "Role")
    program.key("Home")
    program.shows(r"(?s).*2 new.*1 role change.*")
    program.tab_to("push button", "Add")
    program.key("space")
    program.gone("dialog", "Add participants")
    wait_for_people(
        {
            USER: ("Presenter", "~ role: was Attendee"),
            room["user"]: ("Attendee", "+ added"),
            OTHER: ("Presenter", "+ added"),
            THIRD: ("Presenter", "+ added"),
        }
    )
    program.shows(r".*\+3 ~1 pending")


def takes_back_and_does_again():
    before = people()
    program.tab_to("table", "Participants")
    program.key("ctrl+z")
    wait_for_people({USER: ("Attendee", ""), room["user"]: ("Attendee", "+ added")})
    program.key("ctrl+y")
    wait_for_people(before)


def changes_a_role_in_its_cell():
    program.tab_to("table", "Participants")
    program.key("Home")
    row = program.row_of("Participants", THIRD)
    program.key("ctrl+Home", *["Down"] * row)
    program.key("Return", "End", "Return")
    until(lambda: people()[THIRD] == ("Consumer", "+ added"), "the role in the cell")


def applies():
    program.key("ctrl+s")
    program.shows(f"Room {room['id']} was changed: 3 participants added, 1 role changed\\.")
    wait_for_people(
        {
            USER: ("Presenter", ""),
            room["user"]: ("Attendee", ""),
            OTHER: ("Presenter", ""),
            THIRD: ("Consumer", ""),
        }
    )
    program.gone("label", r".*pending")
    screenshot("applied")


def sets_roles_and_removes():
    program.tab_to("table", "Participants")
    program.key("ctrl+a")
    program.tab_to("push button", "Set role")
    program.key("space")
    program.key("Down", "Return")  # the first entry of the menu: Presenter
    wait_for_people(
        {
            USER: ("Presenter", ""),
            room["user"]: ("Presenter", "~ role: was Attendee"),
            OTHER: ("Presenter", ""),
            THIRD: ("Presenter", "~ role: was Consumer"),
        }
    )
    program.tab_to("table", "Participants")
    program.key("ctrl+Home", *["Down"] * program.row_of("Participants", THIRD))
    program.key("Delete")
    until(lambda: people()[THIRD][1] == "− removed", "the mark of the one to be removed")
    program.key("ctrl+s")
    program.shows(f"Room {room['id']} was changed: 1 role changed, 1 participant removed\\.")
    wait_for_people(
        {USER: ("Presenter", ""), room["user"]: ("Presenter", ""), OTHER: ("Presenter", "")}
    )


def reads_it_again():
    program.key("ctrl+o")
    program.find("dialog", "Open by ID")
    program.type(room["id"])
    program.key("Return")
    program.gone("dialog", "Open by ID")
    program.key("F5")
    program.shows(r"25 rooms at \d\d:\d\d")
    wait_for_people(
        {USER: ("Presenter", ""), room["user"]: ("Presenter", ""), OTHER: ("Presenter", "")}
    )
    row = program.rows("Rooms")[program.row_of("Rooms", room["id"])]
    assert "3" in row, row


def deletes():
    program.tab_to("table", "Rooms")
    program.key("Delete")
    program.focused("push button", "Cancel")
    program.key("shift+Tab")
    program.focused("push button", "Delete room")
    program.key("space")
    program.shows(f"Room {room['id']} was deleted\\.")
    program.key("ctrl+q")
    assert program.process.wait(timeout=30) == 0


try:
    run(
        lambda: program,
        creates_a_room,
        names_it,
        makes_a_user,
        adds_participants,
        takes_back_and_does_again,
        changes_a_role_in_its_cell,
        applies,
        sets_roles_and_removes,
        reads_it_again,
        deletes,
    )
finally:
    program.end()
