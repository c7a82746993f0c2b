#!/usr/bin/python3
"""search.py [FOLDER]: searches the output of a recorded run for secrets.

FOLDER (default: $ROOMKEEPER_RECORD) contains the records of recorder.cpp. Prints what was found and
where, never the secret itself. Exits with 0 if nothing was found, 1 if there is a secret, 2 if nothing
was recorded, 77 if the run is not a recorded one.

What counts as a secret:
 - MARKER, with which every key, token and password invented by a test begins: as it is, as base64, in
   hexadecimal, percent-encoded;
 - the random key that a sandbox printed on its first line: in the same four forms;
 - whatever has the form of a secret: a signature or other base64 of 32 bytes, a key of 64 bytes, a
   user token, the access key of a connection string, the text after `Bearer` or `Basic`.
UTF-16 is searched as well. The exceptions are in `allowed`."""

import base64
import collections
import concurrent.futures
import functools
import os
import pathlib
import re
import struct
import sys
import urllib.parse

MARKER = b"marker-secret"
CANARY = b"marker-secret-canary"  # `recorded` writes this first, to check that recording works

HEADER = struct.Struct("<4siQQII")  # as in recorder.cpp
MAGIC = b"RKR1"
PROCESS, FILE, STDOUT, STDERR = -1, 0, 1, 2
IN_NAME = "in the name of a file"

BASE64 = rb"[A-Za-z0-9+/]"
FIRST_LINE = re.compile(
    rb"endpoint=https?://(?:[0-9.]+|\[[0-9a-f:.]+\]):[0-9]+/;accesskey=(" + BASE64 + rb"+={0,2})\n"
)
CONNECTION = rb"endpoint=https?://[\w.:\[\]-]+/;accesskey=" + BASE64 + rb"+={0,2}"
KEPT_ALONE = re.compile(CONNECTION)
KEPT = re.compile(rb"^secret = " + CONNECTION + b"$", re.MULTILINE)

# Files with a secret that tests write for the program to read, by the program that writes them.
GIVEN = {
    r"(acs|admin)tests": r"/tmp/tst_(azurecli|connectiondiagnostics|entraid)-[^/]+/az",
    r"uitests": r"/tmp/tst_(connectionsdialog-[^/]+/secret\.json|importing-[^/]+/dropped)",
    r"python3[.0-9]*": r"/tmp/[^/]+/az",
}
# The output of the scripts that play the Azure CLI.
AZURE_CLI = re.compile(
    rb'(\{"accessToken": ?"%b[\w.-]*"[^\n]*\}|refused: %b[\w.-]* of yours)\n' % (MARKER, MARKER)
)

Stream = collections.namedtuple("Stream", "program descriptor name data")


def streams(paths):
    """The output of one process, combined per file, standard output and standard error. When a process
    executes another program, its records start again. Files are identified by their name as well,
    because inode numbers of deleted files are reused."""
    found, program, data = {}, "?", b"".join(path.read_bytes() for path in paths)
    at = 0
    while at + HEADER.size <= len(data):
        magic, descriptor, device, inode, name_length, length = HEADER.unpack_from(data, at)
        if magic != MAGIC:  # a killed process may leave half a record
            at = data.find(MAGIC, at + 1)
            if at < 0:
                break
            continue
        at += HEADER.size
        name = os.fsdecode(data[at : at + name_length])
        at += name_length
        if descriptor == PROCESS:
            yield from ended(found)
            found, program = {}, name
        else:
            key = (descriptor, device, inode, name)
            found.setdefault(key, (program, []))[1].append(data[at : at + length])
        at += length
    yield from ended(found)


def ended(found):
    for (descriptor, _, _, name), (program, pieces) in found.items():
        yield Stream(os.path.basename(program), descriptor, name, b"".join(pieces))


def allowed(stream):
    """A secret that a program is meant to print: (its position, the key in it)."""
    # The sandbox prints its connection string once.
    if stream.program == "roomkeeper-sandbox" and stream.descriptor == STDOUT:
        line = FIRST_LINE.match(stream.data)
        if line:
            return line.span(), base64.b64decode(line[1])
    # A test reads the desktop's keychain: the secret alone, or one line among others.
    if stream.program == "secret-tool" and stream.descriptor == STDOUT:
        line = KEPT_ALONE.fullmatch(stream.data) or KEPT.search(stream.data)
        if line:
            return line.span(), None
    if stream.program == "dash" and stream.descriptor == STDOUT:
        if AZURE_CLI.fullmatch(stream.data):
            return (0, len(stream.data)), None
    if stream.descriptor == FILE:
        for program, names in GIVEN.items():
            if re.fullmatch(program, stream.program) and re.fullmatch(names, stream.name):
                return (0, len(stream.data)), None
    # `recorded` itself.
    if stream.data == CANARY + b"\n" and stream.name.endswith("/canary"):
        return (0, len(stream.data)), None
    return None


@functools.cache
def needles(secret):
    """The forms in which a secret may be written: (form, bytes)."""
    return tuple(forms(secret))


def forms(secret):
    yield "as it is", secret
    yield "in hexadecimal", secret.hex().encode()
    yield "in hexadecimal", secret.hex().upper().encode()
    for shift in range(3):  # its base64 after 0, 1 or 2 other bytes
        text = base64.b64encode(bytes(shift) + secret)
        whole = text[(shift * 8 + 5) // 6 : (shift + len(secret)) * 8 // 6]
        yield "in base64", whole
        url = whole.translate(bytes.maketrans(b"+/", b"-_"))
        if url != whole:
            yield "in base64", url
        yield from percent_encoded("in base64", whole)
    yield from percent_encoded("as it is", secret)


def percent_encoded(how, text):
    """Percent-encoded, with digits of either case; nothing if that changes nothing."""
    whole = urllib.parse.quote(text, safe="").encode()
    for form in {whole, re.sub(rb"%..", lambda digits: digits[0].lower(), whole)} - {text}:
        yield how + ", percent-encoded", form


def places(data, needle):
    at = data.find(needle)
    while at >= 0:
        yield at
        at = data.find(needle, at + 1)


def is_base64(data, start, end):
    """Whether this is a complete run of base64, and not the end of a certificate, whose lines have 64
    characters."""
    return (
        start >= 0
        and re.fullmatch(BASE64 + b"+", data[start:end])
        and not re.fullmatch(BASE64, data[max(0, start - 1) : start])
        and not re.fullmatch(BASE64 + rb"{64}\r?\n", data[max(0, start - 65) : start])
    )


# (What it is, the text to search for, and the form at that position.)
FORMS = [
    ("a signature", b"ignature", re.compile(rb"ignature(=|%3[Dd])[A-Za-z0-9+/%_-]{40,}")),
    ("a user token", b"eyJ", re.compile(rb"eyJ[\w-]{8,}\.[\w-]{8,}\.[\w-]*")),
    ("a bearer token", b"Bearer ", re.compile(rb"Bearer [\w.~+/-]{12,}")),
    ("a password", b"Basic ", re.compile(rb"Basic " + BASE64 + rb"{6,}={0,2}")),
]
KEY = re.compile(rb"accesskey(=|%3[Dd])[A-Za-z0-9+/%_-]{8,}", re.IGNORECASE)


def found_in(data, keys):
    """Every secret in the data: (what, how, position)."""
    for what, secrets in (("a secret of the tests", [MARKER]), ("the key of a sandbox", keys)):
        for how, needle in (form for secret in secrets for form in needles(secret)):
            for place in places(data, needle):
                yield what, how, place
    for what, hint, form in FORMS:
        for place in places(data, hint):
            if form.match(data, place):
                yield what, "in its form", place
    for hint in (b"key=", b"Key=", b"KEY=", b"key%3", b"Key%3"):
        for place in places(data, hint):
            if KEY.match(data, place - len("access")):
                yield "a connection string", "in its form", place
    for place in places(data, b"="):
        if data[place + 1 : place + 2] == b"=":
            if is_base64(data, place - 86, place):
                yield "a key of 64 bytes", "in base64", place - 86
        elif data[place - 1 : place] != b"=" and is_base64(data, place - 43, place):
            if data[place - 1] in b"AEIMQUYcgkosw048":  # the last bits of the last character are unused
                yield "32 bytes, as a signature has", "in base64", place - 43


def search(paths, keys):
    """(findings in the records of one process, bytes searched, number of streams, the canary)."""
    findings, size, count, canary = [], 0, 0, False
    for stream in streams(paths):
        data = stream.data
        size += len(data)
        count += 1
        exception = allowed(stream)
        if exception:
            (start, end), _ = exception
            canary = canary or stream.data.startswith(CANARY)
            data = data[:start] + b"\n" * (end - start) + data[end:]
        for text, how_written in ((data, ""), (data.replace(b"\0", b""), ", as UTF-16")):
            if how_written and (len(text) == len(data)):
                break
            for what, how, place in found_in(text, keys):
                findings.append((stream, what, how + how_written, place))
        for what, how, _ in found_in(os.fsencode(stream.name), keys):
            findings.append((stream, what, IN_NAME, 0))
    return findings, size, count, canary


def told(paths):
    """The keys that sandboxes printed."""
    return [
        exception[1]
        for stream in streams(paths)
        if (exception := allowed(stream)) and exception[1] and MARKER not in exception[1]
    ]


def processes(folder):
    """The files of each process, in order."""
    found = collections.defaultdict(list)
    for path in pathlib.Path(folder).iterdir():
        found[path.stem].append(path)
    return [sorted(paths, key=lambda path: int(path.suffix[1:])) for paths in found.values()]


def describe(stream, what, how):
    names = {STDOUT: "its standard output", STDERR: "its standard error"}
    where = names.get(stream.descriptor, stream.name)
    if how == IN_NAME:
        where = os.path.dirname(where)
    return f"{what} ({how}): {stream.program}, in {where}"


def main(folder):
    records = processes(folder)
    with concurrent.futures.ProcessPoolExecutor() as pool:
        here = map if len(records) < 16 else functools.partial(pool.map, chunksize=16)
        keys = sorted({key for some in here(told, records) for key in some})
        results = list(here(search, records, [keys] * len(records)))
    findings = [each for result in results for each in result[0]]
    size = sum(result[1] for result in results)
    files = sum(result[2] for result in results)
    places_of = collections.defaultdict(list)
    for stream, what, how, place in findings:
        places_of[describe(stream, what, how)].append(place)
    for line, at in sorted(places_of.items()):
        print(f"secret: {line}, at byte {at[0]}" + (f", {len(at)} times" if len(at) > 1 else ""))
    print(
        f"searched {size} bytes of {files} files and outputs of {len(records)} processes,"
        f" for the marker and {len(keys)} keys printed by sandboxes: {len(findings)} secrets found"
    )
    if not any(result[3] for result in results):
        print("search: the first line of the run is missing, so nothing was recorded", file=sys.stderr)
        return 2
    return 1 if findings else 0


if __name__ == "__main__":
    given = sys.argv[1:] or [os.environ.get("ROOMKEEPER_RECORD")]
    if not given[0]:
        print("skipped: this run is not recorded (tests/run records its runs)")
        sys.exit(77)
    sys.exit(main(given[0]))
