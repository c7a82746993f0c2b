"""A roomkeeper-sandbox for one test."""

import base64
import os
import subprocess

# Every secret in the tests begins like this; tests/secrets searches for it.
ACCESS_KEY = base64.b64encode(b"marker-secret of these tests").decode()


class Service:
    """Serves until stopped; `connection_string` is the first line of its output."""

    def __init__(self, *arguments):
        if "--access-key" not in arguments:
            arguments = (*arguments, "--access-key", ACCESS_KEY)
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
