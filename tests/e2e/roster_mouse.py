#!/usr/bin/python3
"""The Rooms quickstart with the mouse; the keyboard is used only to type text."""

import re

from window import Program, run, screenshot, until, xdotool

USER = "8:acs:b6aada1f-0b1d-47ac-866f-91aae00a1d01_00000019-2d4c-9e5a-1000-343a0d00b5a1"
OTHER = USER[:-1] + "2"

program = Program("--sandbox", "--rooms", "24")
room = {}


def people():
    return {row[1]: (row[2], row[3]) for row in program.rows("Participants")}


def wait_for_people(wanted):
    until(lambda: people() == wanted, f"the participants {wanted}; there are {people()}")


def person_cell(raw_id, column):
    return program.cell("Participants", program.row_of("Participants", raw_id), column)


def choose_first_below(button):
    """Clicks the first entry of the menu below a button; open menus are not in the accessibility
    tree."""
    x, y = button.centre
    xdotool("mousemove", x, y + 32, "click", 1)


def creates_a_room_and_names_it():
    program.shows(r"24 rooms at \d\d:\d\d")
    program.press("New room")
    program.find("dialog", "New room")
    program.click(program.find("text", "Participants"))
    program.type(USER)
    program.press("Create")
    message = program.shows(r"Room \d+ was created\..*").text
    room["id"] = re.search(r"\d{16,18}", message)[0]
    program.gone("dialog", "New room")
    wait_for_people({USER: ("Attendee", "")})
    program.click(program.find("text", "Room name"))
    program.type("Clinic on Monday")
    program.click(program.find("text", "Room ID"))  # moving the focus is enough
    program.row_of("Rooms", "Clinic on Monday")


def adds_people():
    program.press("New user")
    program.find("dialog", "New user")
    program.press("Create user")
    room["user"] = until(
        lambda: program.find("text", "Identifier").text or None, "the identifier of the new user"
    )
    program.press("Close")
    program.gone("dialog", "New user")
    program.press("Add participants")
    program.find("dialog", "Add participants")
    program.click(program.find("text", "Identifiers"))
    program.type(OTHER)
    program.shows(r"(?s).*1 new.*")
    program.press("Add")
    program.gone("dialog", "Add participants")
    wait_for_people(
        {
            USER: ("Attendee", ""),
            room["user"]: ("Attendee", "+ added"),
            OTHER: ("Attendee", "+ added"),
        }
    )


def sets_roles():
    program.click(person_cell(OTHER, 1))
    program.press("Set role")
    choose_first_below(program.find("push button", "Set role"))
    until(lambda: people()[OTHER] == ("Presenter", "+ added"), "the role from the menu")
    screenshot("roles")


def names_somebody():
    cell = person_cell(OTHER, 0)
    program.click(cell)
    program.double_click(cell)
    program.type("Jonas Berg\n")
    program.row_of("Participants", "Jonas Berg")


def applies():
    program.press("Apply changes")
    program.shows(f"Room {room['id']} was changed: 2 participants added\\.")
    wait_for_people(
        {USER: ("Attendee", ""), room["user"]: ("Attendee", ""), OTHER: ("Presenter", "")}
    )


def removes():
    program.click(person_cell(USER, 1))
    program.press("Remove participants")
    until(lambda: people()[USER][1] == "− removed", "the mark of the one to be removed")
    program.press("Discard changes")
    until(lambda: people()[USER][1] == "", "the mark to go")
    program.click(person_cell(USER, 1))
    program.press("Remove participants")
    program.press("Apply changes")
    program.shows(f"Room {room['id']} was changed: 1 participant removed\\.")
    wait_for_people({room["user"]: ("Attendee", ""), OTHER: ("Presenter", "")})


def finds_people_by_name():
    program.click(program.find("text", "Filter participants"))
    program.type("jonas")
    until(lambda: list(people()) == [OTHER], "the filter to find the name")
    program.key("ctrl+a", "BackSpace")
    until(lambda: len(people()) == 2, "all participants")


def deletes():
    program.press("Delete room")
    program.shows(f"Delete room “.+” on .*\n{room['id']}")
    program.press("Delete room")
    program.shows(f"Room {room['id']} was deleted\\.")


try:
    run(
        lambda: program,
        creates_a_room_and_names_it,
        adds_people,
        sets_roles,
        names_somebody,
        applies,
        removes,
        finds_people_by_name,
        deletes,
    )
finally:
    program.end()
