#!/usr/bin/python3
"""Names entered in the window survive a kill -9 immediately after they are shown."""

import signal

from service import Service
from window import Program, run, until

service = Service("--rooms", 3, "--participants", 2, "--seed", 7)
running = []


def start():
    program = Program(environment={"COMMUNICATION_CONNECTION_STRING": service.connection_string})
    running[:] = [program]
    program.click(program.find("push button", rf"127\.0\.0\.1:{service.port} \(environment\)"))
    program.shows(r"3 rooms at \d\d:\d\d")
    return program


def kill(program):
    program.process.send_signal(signal.SIGKILL)
    assert program.process.wait(timeout=30) == -signal.SIGKILL


def survive_being_killed():
    names = {}
    for turn in range(6):
        program = start()
        for room_id, name in names.items():
            until(
                lambda: program.rows("Rooms")[program.row_of("Rooms", room_id)][1] == name,
                f"{name!r} after a kill",
            )
        row = turn % 3
        program.click(program.cell("Rooms", row, 2))
        program.key("F2")
        program.is_editing("Rooms")
        name = f"Room of turn {turn}"
        program.replace(name)
        program.key("Return")
        at = program.row_of("Rooms", name)
        room_id = program.rows("Rooms")[at][2]
        kill(program)
        names[room_id] = name


def people_as_well():
    program = start()
    program.click(program.cell("Rooms", 0, 2))
    until(
        lambda: program.find_all("table", "Participants") and program.rows("Participants"),
        "the participants",
    )
    cell = program.cell("Participants", 0, 0)
    program.click(cell)
    program.key("F2")
    program.is_editing("Participants")
    program.type("Dr. Amaka Okafor\n")
    program.row_of("Participants", "Dr. Amaka Okafor")
    kill(program)
    program = start()
    program.click(program.cell("Rooms", 0, 2))
    program.row_of("Participants", "Dr. Amaka Okafor")


try:
    run(lambda: running[0], survive_being_killed, people_as_well)
finally:
    for program in running:
        program.end()
    service.stop()
