#!/usr/bin/python3
"""selftest.py BUILD-FOLDER: checks that leaked secrets are found, whatever they are and however they
leaked, and that the exceptions are allowed.

Each case is a run of its own under the recorder; the program `leak` leaks the secret."""

import base64
import contextlib
import io
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import unittest
import urllib.parse

import search

BUILD = pathlib.Path(sys.argv.pop(1)).resolve()
LIBRARY = BUILD / "tests/secrets/librecorder.so"
LEAK = BUILD / "tests/secrets/leak"

# Put together here, so that no source contains a secret as a whole.
PASSWORD = b"marker-secret" + b"-password"
KEY = base64.b64encode(b"marker-secret" + b" key of 32 bytes!!")
CHANCE = bytes(range(190, 254))  # a key without the marker, 64 bytes
SIGNATURE = base64.b64encode(bytes(range(100, 132)))
TOKEN = b"eyJhbGciOiJIUzI1NiJ9" + b"." + b"eyJzdWIiOiJzb21lYm9keSJ9" + b"." + b"c2lnbmF0dXJl"
LINE = b"endpoint=http://127.0.0.1:1234/;access" + b"key=" + base64.b64encode(CHANCE) + b"\n"

KINDS = {
    "a password": PASSWORD,
    "a bearer token of the tests": b"Bearer " + PASSWORD,
    "a password of a proxy": b"Basic " + base64.b64encode(b"anna:" + PASSWORD),
    "another bearer token": b"Bearer " + b"0123456789abcdef",
    "a key": KEY,
    "a key's bytes": base64.b64decode(KEY),
    "a key in hexadecimal": base64.b64decode(KEY).hex().encode(),
    "a connection string": b"endpoint=https://contoso.example/;AccessKey=" + b"c2VjcmV0LWtleQ==",
    "a connection string as part of an address": b"?accesskey%3D" + b"c2VjcmV0LWtleQ%3D%3D",
    "a user token": b'"' + TOKEN + b'"',
    "a signature": b"HMAC-SHA256 SignedHeaders=host&Signature=" + SIGNATURE,
    "a signature alone": b"(" + SIGNATURE + b")",
    "a key of 64 bytes alone": base64.b64encode(CHANCE),
    "UTF-16": ("x" + PASSWORD.decode()).encode("utf-16-be"),
    "a signature in UTF-16": SIGNATURE.decode().encode("utf-16-le"),
}
HARMLESS = {
    "the form of a connection string": b"endpoint=https://<name>.example/;accesskey=<base64>",
    "words on bearers": b"Also accept this bearer token instead of a signature. Bearer <token>",
    "a long path": b"-DROOMKEEPER_FIXTURES=/home/somebody/work/roomkeeper/tests/fixtures=",
    "32 bytes that are none": base64.b64encode(bytes(32))[:42] + b"B=",
    "a digest in hexadecimal": bytes(range(32)).hex().encode(),
    "something that begins as a token": b"eyJ and more",
}


class Run:
    """A folder of records, and actions in it."""

    def __init__(self, canary=True):
        self.folder = tempfile.TemporaryDirectory()
        self.path = pathlib.Path(self.folder.name)
        self.records = self.path / "processes"
        self.records.mkdir()
        if canary:
            # As `recorded` does.
            self.run("sh", "-c", 'echo marker-secret-canary >"$0"', self.path / "canary")

    def run(self, *command):
        """The output is discarded, because this test itself may be recorded."""
        environment = {**os.environ, "LD_PRELOAD": LIBRARY, "ROOMKEEPER_RECORD": self.records}
        done = subprocess.run(
            command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=120
        )
        assert done.returncode == 0, (command[:2], done.returncode)

    def leak(self, way, secret, program=LEAK):
        self.run(program, way, secret.hex(), self.path / "file")

    def search(self):
        """(exit status, output)."""
        said = io.StringIO()
        with contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
            status = search.main(self.records)
        return status, said.getvalue().encode()

    def close(self):
        self.folder.cleanup()


class Secrets(unittest.TestCase):
    def found(self, run, *others):
        status, said = run.search()
        self.assertEqual(status, 1, said.count(b"\n"))
        for secret in (PASSWORD, KEY, TOKEN, SIGNATURE, CHANCE, base64.b64encode(CHANCE)):
            self.assertNotIn(secret, said)
        for other in others:
            self.assertIn(other, said)

    def clean(self, run):
        status, said = run.search()
        self.assertEqual(status, 0, said.decode())

    def start(self, **options):
        run = Run(**options)
        self.addCleanup(run.close)
        return run

    def test_every_way(self):
        ways = subprocess.run([LEAK], capture_output=True, check=True).stdout.decode().splitlines()
        self.assertGreater(len(ways), 25)
        for way in ways:
            with self.subTest(way):
                run = self.start()
                if way == "file's name":
                    path = run.path / PASSWORD.decode()
                    run.run(LEAK, way, PASSWORD.hex(), path)
                else:
                    run.leak(way, PASSWORD)
                self.assertEqual([each.name for each in run.path.iterdir() if "file" in each.name], [])
                self.found(run, b": leak, in ")

    def test_other_programs(self):
        for command in (
            ["sh", "-c", 'printf "%s\\n" "$0"'],
            ["bash", "-c", 'echo "$0" >&2'],
            [sys.executable, "-c", "import sys; print(sys.argv[1])"],
            ["cat", "/dev/null"],
        ):
            with self.subTest(command[0]):
                run = self.start()
                run.run(*command, *([PASSWORD] if command[0] != "cat" else []))
                self.clean(run) if command[0] == "cat" else self.found(run)

    def test_every_kind(self):
        for kind, secret in KINDS.items():
            for way in ("fputs", "QFile") if b"\0" not in secret else ("QFile",):
                with self.subTest(f"{kind}, {way}"):
                    run = self.start()
                    run.leak(way, b"before " + secret + b" behind")
                    self.found(run)

    def test_harmless(self):
        run = self.start()
        for words in HARMLESS.values():
            run.leak("puts", words)
            run.leak("QFile", words)
        self.clean(run)

    def program(self, run, name="roomkeeper-sandbox"):
        """The program `leak` under another name."""
        program = run.path / name
        shutil.copy(LEAK, program)
        return program

    def test_first_line_of_a_sandbox(self):
        for host in (b"127.0.0.1", b"127.0.0.2", b"[::1]", b"0.0.0.0"):
            with self.subTest(host):
                run = self.start()
                run.leak("fputs", LINE.replace(b"127.0.0.1", host), self.program(run))
                self.clean(run)

    def test_only_the_first_line_of_a_sandbox_and_only_as_it_is(self):
        for way, line in (
            ("fputs", LINE + LINE),
            ("fputs", b"listening\n" + LINE),
            ("fputs", LINE.replace(b"127.0.0.1:1234", b"contoso.example")),
            ("fprintf", LINE),
            ("QFile", LINE),
        ):
            with self.subTest(f"{way} {line.count(LINE)}"):
                run = self.start()
                run.leak(way, line, self.program(run))
                self.found(run)

    def test_first_line_of_another_program(self):
        run = self.start()
        run.leak("fputs", LINE)
        self.found(run)

    def test_what_a_keychain_keeps(self):
        line = LINE.rstrip()
        several = b"[/1]\nsecret = " + line + b"\nschema = x\n"
        run = self.start()
        for text in (line, several):
            run.leak("fputs", text, self.program(run, "secret-tool"))
        self.clean(run)
        for text in (b"a" + line, several + line, b"secret = " + KEY):
            with self.subTest(str(text.count(b"secret"))):
                run = self.start()
                run.leak("fputs", text, self.program(run, "secret-tool"))
                self.found(run)

    def test_what_a_sandbox_told_is_a_secret_elsewhere(self):
        percent_encoded = urllib.parse.quote(base64.b64encode(CHANCE), safe="")
        self.assertIn("%2F", percent_encoded)
        for secret in (
            CHANCE,
            CHANCE.hex().encode(),
            b"x" + base64.b64encode(CHANCE),
            percent_encoded.encode(),
            re.sub("%..", lambda digits: digits[0].lower(), percent_encoded).encode(),
            urllib.parse.quote(CHANCE, safe="").encode(),
        ):
            run = self.start()
            run.leak("fputs", LINE, self.program(run))
            run.leak("QFile", b"before " + secret)
            self.found(run, b"the key of a sandbox")

    def test_as_a_program(self):
        program = pathlib.Path(search.__file__)
        run = self.start()
        for status in (0, 1):
            done = subprocess.run([sys.executable, program, run.records], capture_output=True)
            self.assertEqual(done.returncode, status)
            run.leak("puts", KEY)
        environment = {name: os.environ[name] for name in os.environ if name != "ROOMKEEPER_RECORD"}
        done = subprocess.run([sys.executable, program], env=environment, capture_output=True)
        self.assertEqual(done.returncode, 77)

    def test_a_run_that_was_not_recorded(self):
        run = self.start(canary=False)
        self.assertEqual(run.search()[0], 2)
        run.leak("fputs", b"words")
        self.assertEqual(run.search()[0], 2)


if __name__ == "__main__":
    unittest.main()
