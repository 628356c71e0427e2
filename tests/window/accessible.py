"""Prints what a screen reader is told of the window, as JSON: one {depth, role, name, words, live} a thing.

Speaks AT-SPI on the session bus that the environment names.
"""

import json

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi


def walk(thing, depth, found):
    text = thing.get_text_iface()
    words = Atspi.Text.get_text(thing, 0, -1) if text else ""
    live = (thing.get_attributes() or {}).get("live")
    found.append({"depth": depth, "role": thing.get_role_name(), "name": thing.get_name() or "", "words": words, "live": live})
    for i in range(thing.get_child_count()):
        child = thing.get_child_at_index(i)
        if child is not None:
            walk(child, depth + 1, found)
    return found


print(json.dumps(walk(Atspi.get_desktop(0), 0, [])))
