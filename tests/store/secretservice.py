#!/usr/bin/python3
"""secretservice.py WAY: plays a faulty Secret Service; prints "ready" once it is on the bus, and
"asked" for each call that it never answers.

    mute       never answers OpenSession
    searching  opens a session, but never answers SearchItems
    locked     has a locked item, and prompts for a password that nobody enters
    dying      accepts an item, and exits before it can be read
    losing     accepts items and stores none
    secretive  stores items and deletes none; lists them only for clients with a session
    holding    returns items, and reports success when they are deleted, but keeps them
"""

import os
import sys

from gi.repository import Gio, GLib

WAY = sys.argv[1]
ROOT = "/org/freedesktop/secrets"
SERVICE = "org.freedesktop.Secret.Service"

INTERFACES = Gio.DBusNodeInfo.new_for_xml(
    """<node>
  <interface name="org.freedesktop.Secret.Service">
    <method name="OpenSession">
      <arg type="s" direction="in"/><arg type="v" direction="in"/>
      <arg type="v" direction="out"/><arg type="o" direction="out"/>
    </method>
    <method name="SearchItems">
      <arg type="a{ss}" direction="in"/>
      <arg type="ao" direction="out"/><arg type="ao" direction="out"/>
    </method>
    <method name="Unlock">
      <arg type="ao" direction="in"/>
      <arg type="ao" direction="out"/><arg type="o" direction="out"/>
    </method>
    <method name="GetSecrets">
      <arg type="ao" direction="in"/><arg type="o" direction="in"/>
      <arg type="a{o(oayays)}" direction="out"/>
    </method>
  </interface>
  <interface name="org.freedesktop.Secret.Collection">
    <method name="CreateItem">
      <arg type="a{sv}" direction="in"/><arg type="(oayays)" direction="in"/>
      <arg type="b" direction="in"/>
      <arg type="o" direction="out"/><arg type="o" direction="out"/>
    </method>
  </interface>
  <interface name="org.freedesktop.Secret.Prompt">
    <method name="Prompt"><arg type="s" direction="in"/></method>
  </interface>
  <interface name="org.freedesktop.Secret.Item">
    <method name="Delete"><arg type="o" direction="out"/></method>
  </interface>
</node>"""
)

sessions = set()  # clients with a session
kept = {}  # path of an item -> (attributes, secret)


def leave_open():
    print("asked", flush=True)


def open_session(call, algorithm, _):
    if WAY == "mute":
        leave_open()
        return
    if algorithm != "plain":
        call.return_dbus_error("org.freedesktop.DBus.Error.NotSupported", "only plain")
        return
    sessions.add(call.get_sender())
    call.return_value(GLib.Variant("(vo)", (GLib.Variant("s", ""), f"{ROOT}/session/1")))


def search(call, wanted):
    if WAY == "searching":
        leave_open()
        return
    if WAY == "secretive" and call.get_sender() not in sessions:
        call.return_dbus_error("org.freedesktop.DBus.Error.NoReply", "as if it took too long")
        return
    if WAY == "locked":
        call.return_value(GLib.Variant("(aoao)", ([], [f"{ROOT}/item/1"])))
        return
    found = [path for path, (known, _) in kept.items() if wanted.items() <= known.items()]
    call.return_value(GLib.Variant("(aoao)", (found, [])))


def create(call, properties, secret, _):
    path = f"{ROOT}/item/{len(kept) + 1}"
    if WAY != "losing":
        kept[path] = (properties["org.freedesktop.Secret.Item.Attributes"], secret)
        bus.register_object(path, INTERFACES.lookup_interface("org.freedesktop.Secret.Item"), answer)
    call.return_value(GLib.Variant("(oo)", (path, "/")))
    if WAY == "dying":
        bus.flush_sync()
        os._exit(0)


def unlock(call, _):
    call.return_value(GLib.Variant("(aoo)", ([], f"{ROOT}/prompt/1")))


def prompt(call, _):
    call.return_value(None)  # and never emits "Completed"
    print("asked", flush=True)


def secrets(call, paths, _):
    found = {path: kept[path][1] for path in paths if path in kept}
    call.return_value(GLib.Variant("(a{o(oayays)})", (found,)))


def delete(call):
    call.return_value(GLib.Variant("(o)", ("/",)))


METHODS = {
    "OpenSession": open_session,
    "SearchItems": search,
    "CreateItem": create,
    "Unlock": unlock,
    "Prompt": prompt,
    "GetSecrets": secrets,
    "Delete": delete,
}


def answer(_connection, _sender, _path, _interface, method, arguments, call):
    METHODS[method](call, *arguments.unpack())


bus = Gio.bus_get_sync(Gio.BusType.SESSION)
bus.register_object(ROOT, INTERFACES.lookup_interface(SERVICE), answer)
for collection in ("aliases/default", "collection/login"):
    bus.register_object(
        f"{ROOT}/{collection}",
        INTERFACES.lookup_interface("org.freedesktop.Secret.Collection"),
        answer,
    )
bus.register_object(
    f"{ROOT}/prompt/1", INTERFACES.lookup_interface("org.freedesktop.Secret.Prompt"), answer
)
Gio.bus_own_name_on_connection(
    bus,
    "org.freedesktop.secrets",
    Gio.BusNameOwnerFlags.NONE,
    lambda *_: print("ready", flush=True),
    lambda *_: sys.exit("the name is taken"),
)
GLib.MainLoop().run()
