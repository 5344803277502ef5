"""The questions by topic. A topic is a module with a list QUESTIONS; its file's name is its name."""

import importlib
import pkgutil


def topics():
    """(name, questions) of every topic below this package, in the order of their names."""
    found = []
    for _finder, name, is_package in pkgutil.walk_packages(__path__, __name__ + "."):
        if not is_package:
            found.append((name.rsplit(".", 1)[1], importlib.import_module(name).QUESTIONS))
    return sorted(found)
