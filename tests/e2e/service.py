"""A roomkeeper-sandbox of its own, for tests of connecting."""

import os
import subprocess


class Service:
    """Serves until stopped; `connection_string` is what it printed first."""

    def __init__(self, *arguments):
        self.process = subprocess.Popen(
            [os.environ["ROOMKEEPER_SANDBOX"], *map(str, arguments)],
            stdout=subprocess.PIPE,
            text=True,
        )
        self.connection_string = self.process.stdout.readline().strip()
        self.key = self.connection_string.split("accesskey=")[1]
        self.port = self.connection_string.split(":")[2].split("/")[0]

    def stop(self):
        if self.process.poll() is None:
            self.process.terminate()
        return self.process.wait(timeout=30)
