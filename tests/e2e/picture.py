#!/usr/bin/python3
"""tests/e2e/picture.py FILE [ARGUMENT...]: starts roomkeeper with the arguments, waits until the
rooms are listed, and saves a picture of the screen."""

import subprocess
import sys

from window import Program

with Program(*sys.argv[2:]) as program:
    program.shows(r"[\d,]+ rooms? at \d\d:\d\d")
    subprocess.run(["import", "-silent", "-window", "root", sys.argv[1]], check=True)
