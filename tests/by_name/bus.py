"""Finds and uses what the accessibility bus offers of a program, by role and name alone."""

import time

import pyatspi

PATIENCE = 20.0
"""Seconds something may take to appear."""
PAUSE = 0.2


class NotOfferedError(Exception):
    """The bus does not offer what was asked for."""


def program(name):
    """The program of this name, once it is there."""
    return _wait(lambda: _program(name), f"the program {name}")


def _program(name):
    desktop = pyatspi.Registry.getDesktop(0)
    return next((each for each in desktop if each is not None and each.name == name), None)


def _wait(found, what):
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        here = found()
        if here is not None:
            return here
        time.sleep(PAUSE)
    raise NotOfferedError(f"{what} did not appear within {PATIENCE:.0f} seconds")


def everything(of):
    """What a screen reader can come to below something, in its order."""
    yield of
    for at in range(of.childCount):
        child = of.getChildAtIndex(at)
        if child is not None:
            yield from everything(child)


def find(of, role, name, description=""):
    """The first of a role whose name, and description, begin like this."""

    def look():
        # What the bus said of the window before it was painted is kept until asked to forget.
        of.clearCache()
        for each in everything(of):
            if (
                each.getRoleName() == role
                and each.name.startswith(name)
                and each.description.startswith(description)
            ):
                return each
        return None

    return _wait(look, f"a {role} called “{name}”")


def use(thing, *wanted):
    """Do the first of the wanted actions that is offered: press, toggle and the like."""
    actions = thing.queryAction()
    offered = [actions.getName(at) for at in range(actions.nActions)]
    for action in wanted or ("Press", "Toggle"):
        if action in offered:
            actions.doAction(offered.index(action))
            time.sleep(PAUSE)
            return
    raise NotOfferedError(f"“{thing.name}” offers {offered}, not {wanted}")


def put(field, words):
    """Put words into a field, as speech software does."""
    field.queryEditableText().setTextContents(words)
    time.sleep(PAUSE)


def is_on(thing):
    """Whether something that can be on or off is on."""
    return thing.getState().contains(pyatspi.STATE_CHECKED)


def words_of(field):
    """What stands in a field."""
    text = field.queryText()
    return text.getText(0, text.characterCount)
