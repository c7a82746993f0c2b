"""Operates the real window: reads it through the accessibility tree, and uses the keyboard and the mouse
through the X server, as a person would. For the tests in this folder."""

import os
import re
import subprocess
import sys
import time
import warnings

warnings.simplefilter("ignore", DeprecationWarning)
import gi  # noqa: E402

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, GLib  # noqa: E402

PATIENCE = 30.0  # seconds to wait for something before it counts as missing


def until(condition, what):
    """The first true value of condition(); fails after PATIENCE."""
    end = time.monotonic() + PATIENCE
    while True:
        try:
            value = condition()
        except GLib.Error:  # the widget disappeared while it was read
            value = None
        if value:
            return value
        if time.monotonic() > end:
            raise AssertionError(f"waited {PATIENCE:.0f} s for {what}")
        time.sleep(0.02)


def xdotool(*arguments):
    subprocess.run(["xdotool", *map(str, arguments)], check=True, stdout=subprocess.DEVNULL)


class Widget:
    """One accessible object."""

    def __init__(self, accessible):
        self.accessible = accessible

    @property
    def role(self):
        name = self.accessible.get_role_name()
        return "push button" if name == "button" else name  # at-spi2-core 2.56 and later

    @property
    def name(self):
        return self.accessible.get_name() or ""

    def has(self, state):
        return self.accessible.get_state_set().contains(getattr(Atspi.StateType, state))

    @property
    def showing(self):
        return self.has("SHOWING") and self.has("VISIBLE")

    @property
    def text(self):
        iface = self.accessible.get_text_iface()
        if iface is None:
            return self.name
        return Atspi.Text.get_text(iface, 0, Atspi.Text.get_character_count(iface))

    @property
    def centre(self):
        box = Atspi.Component.get_extents(
            self.accessible.get_component_iface(), Atspi.CoordType.SCREEN
        )
        return box.x + box.width // 2, box.y + box.height // 2

    def label_name(self):
        """The name of the label whose buddy this widget is."""
        for relation in self.accessible.get_relation_set() or []:
            if relation.get_relation_type() == Atspi.RelationType.LABELLED_BY:
                return relation.get_target(0).get_name()
        return None

    def children(self, most=400):
        for i in range(min(self.accessible.get_child_count(), most)):
            child = self.accessible.get_child_at_index(i)
            if child is not None:
                yield Widget(child)

    def all(self):
        """This widget and all its descendants; the cells of tables are left out (there may be very many)."""
        yield self
        if self.role in ("table", "tree", "tree table", "list"):
            return
        for child in self.children():
            yield from child.all()


class Program:
    """A running roomkeeper."""

    def __init__(self, *arguments, environment=None):
        binary = os.environ["ROOMKEEPER"]
        self.process = subprocess.Popen(
            [binary, *arguments], env={**os.environ, **(environment or {})}
        )
        self.root = until(self._root, "the program on the accessibility bus")

    def _root(self):
        if self.process.poll() is not None:
            raise AssertionError(f"the program ended with {self.process.returncode}")
        desktop = Atspi.get_desktop(0)
        for i in range(desktop.get_child_count()):
            application = desktop.get_child_at_index(i)
            if (
                application is not None
                and application.get_name() == "roomkeeper"
                and application.get_process_id() == self.process.pid
                and application.get_child_count() > 0
            ):
                return Widget(application)
        return None

    # Looking

    def find_all(self, role, name):
        wanted = re.compile(name) if isinstance(name, str) else name
        found = []
        for top in self.root.children():
            for widget in top.all():
                if widget.role != role or not widget.showing:
                    continue
                names = [widget.name, widget.label_name() or ""]
                if role == "label":
                    names.append(widget.text)
                if any(wanted.fullmatch(candidate) for candidate in names):
                    found.append(widget)
        return found

    def find(self, role, name):
        """Waits for the visible widget with this role whose name (or label, or text if it is a label)
        fully matches the regular expression. Newer windows come first."""
        return until(lambda: (self.find_all(role, name) or [None])[-1], f"[{role}] {name!r}")

    def gone(self, role, name):
        until(lambda: not self.find_all(role, name), f"[{role}] {name!r} to go")

    def dump(self):
        """The visible widgets, for error messages."""
        lines = []
        for top in self.root.children():
            for widget in top.all():
                if widget.showing and (widget.name or widget.text):
                    state = " focused" if widget.has("FOCUSED") else ""
                    lines.append(f"  [{widget.role}] {widget.name!r} {widget.text!r}{state}")
        return "\n".join(lines)

    def everything_shown(self):
        """All texts of all windows, including hidden ones."""
        texts = []
        for top in self.root.children():
            for widget in top.all():
                texts += [widget.name, widget.text, widget.accessible.get_description() or ""]
        return "\n".join(texts)

    def shows(self, pattern):
        """Waits for a label whose text matches."""
        return self.find("label", pattern)

    def table(self, name):
        return self.find("table", re.escape(name))

    def rows(self, name):
        """The texts of a table, a list of cells a row."""
        table = self.table(name).accessible
        iface = table.get_table_iface()
        rows = []
        for row in range(Atspi.Table.get_n_rows(iface)):
            cells = []
            for column in range(Atspi.Table.get_n_columns(iface)):
                cell = Atspi.Table.get_accessible_at(iface, row, column)
                cells.append(cell.get_name() or "")
            rows.append(cells)
        return rows

    def row_of(self, name, text):
        """Waits for a row that contains a cell with this text; returns its number."""

        def look():
            for number, cells in enumerate(self.rows(name)):
                if text in cells:
                    return number + 1
            return None

        return until(look, f"{text!r} in {name}") - 1

    def cell(self, table, row, column):
        iface = self.table(table).accessible.get_table_iface()
        return Widget(Atspi.Table.get_accessible_at(iface, row, column))

    def header(self, table, column):
        """The heading of a column."""
        iface = self.table(table).accessible.get_table_iface()
        for number in range(Atspi.Table.get_n_columns(iface)):
            heading = Widget(Atspi.Table.get_column_header(iface, number))
            if heading.name == column:
                return heading
        raise AssertionError(f"{table} has no column {column}")

    def is_editing(self, table):
        """Waits until a cell of the table is being edited. The editor is not in the tree, but the table
        no longer has the focus."""
        until(lambda: not self.table(table).has("FOCUSED"), f"an editor in {table}")

    # Acting

    def key(self, *keys):
        xdotool("key", "--clearmodifiers", *keys)

    def type(self, text):
        first, *others = text.split("\n")
        xdotool("type", "--clearmodifiers", "--delay", "2", "--", first)
        for line in others:
            self.key("Return")
            xdotool("type", "--clearmodifiers", "--delay", "2", "--", line)

    def click(self, widget, button=1):
        self._point_at(widget)
        xdotool("click", button)

    def enabled(self, button):
        """The push button of this name if it can be pressed."""
        found = self.find_all("push button", button)
        return found[-1] if found and found[-1].has("SENSITIVE") else None

    def press(self, button):
        """Clicks the push button of this name once it can be pressed."""
        self.click(until(lambda: self.enabled(button), f"{button!r} to be on"))

    def double_click(self, widget):
        self._point_at(widget)
        xdotool("click", "--repeat", 2, "--delay", 40, 1)

    def _point_at(self, widget):
        """Moves the pointer to the widget, and again if the widget moved meanwhile."""

        def look():
            position = self._settled(widget)
            xdotool("mousemove", *position)
            return widget.centre == position

        until(look, f"the pointer on {widget.name!r}")

    def _settled(self, widget):
        """The position of the widget once the layout is stable: the same three times in a row."""
        seen = []

        def look():
            seen.append(widget.centre)
            return len(seen) >= 3 and len(set(seen[-3:])) == 1

        until(look, f"{widget.name!r} to stay in its place")
        return seen[-1]

    def focused(self, role, name):
        """Waits until the widget has the focus."""
        until(
            lambda: any(w.has("FOCUSED") for w in self.find_all(role, name)),
            f"[{role}] {name!r} with the focus",
        )

    def tab_to(self, role, name, most=60):
        """Presses Tab until the widget has the focus."""
        widget = self.find(role, name)
        for _ in range(most):
            if widget.has("FOCUSED"):
                return widget
            before = self.focus()
            self.key("Tab")
            until(lambda: self.focus() != before or widget.has("FOCUSED"), "the focus to move")
        raise AssertionError(f"[{role}] {name!r} is not reached with Tab")

    def focus(self):
        """The focused widget as (role, name, centre): the innermost one, because a focus proxy counts as
        focused too. Hidden ones don't count: Qt reports the current tab of a tab bar as focused."""
        found = None
        for top in self.root.children():
            for widget in top.all():
                if widget.has("FOCUSED") and widget.showing:
                    found = (widget.role, widget.name, widget.centre)
        return found

    def replace(self, text):
        """Replaces the content of the focused field."""
        self.key("ctrl+a")
        self.type(text)

    # Ending

    def save_connection(self, connection_string, name):
        """Fills in the open connection dialog with the keyboard."""
        self.tab_to("password text", "Connection string")
        self.replace(connection_string)
        self.tab_to("text", "Name")
        self.replace(name)
        self.tab_to("push button", "Save")
        self.key("space")
        self.gone("dialog", "Connection")

    def end(self):
        """Ends the program if it is still running; returns its exit status."""
        if self.process.poll() is None:
            self.process.terminate()
        return self.process.wait(timeout=PATIENCE)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.end()


def screenshot(name):
    """Saves a picture of the screen if E2E_SHOTS names a folder."""
    folder = os.environ.get("E2E_SHOTS")
    if folder:
        path = os.path.join(folder, f"{name}.png")
        subprocess.run(["import", "-silent", "-window", "root", path], check=True)


def run(program, *steps):
    """Runs test functions in order and exits the process; at the first failure it prints what the
    window shows. `program` is a function that returns the running program."""
    for step in steps:
        print(f"-- {step.__name__}", flush=True)
        try:
            step()
        except Exception:
            screenshot(f"failed-{step.__name__}")
            try:
                print(f"The window showed:\n{program().dump()}", flush=True)
            except (GLib.Error, IndexError) as problem:
                print(f"The window can't be read: {problem}", flush=True)
            raise
    print(f"{len(steps)} passed, 0 failed")
    sys.exit(0)
