"""A form opened, a rating chosen, a table cell filled, a state set and the saved message read.

Everything is found by the name a screen reader would say. Run it with ``sh tests/by_name/run``.
"""

import sys

from bus import everything, find, is_on, program, put, use, words_of

DONE = []


def step(words):
    DONE.append(words)
    print(f"{len(DONE)}. {words}", flush=True)


def main():
    window = program("Stocktake")

    use(find(window, "push button", "Fill in a form"))
    put(find(window, "text", "Practice name"), "Harbour View Surgery")
    put(find(window, "text", "Practice code"), "A81001")
    use(find(window, "push button", "Start"))
    use(find(window, "radio button", "Where are we now?"))
    use(find(window, "push button", "Demand and access"))
    step("A form is open: " + find(window, "frame", "").name)
    heading = find(window, "heading", "Demand and access")
    assert "level:1" in heading.getAttributes(), list(heading.getAttributes())
    step("Its heading says how deep it stands: " + ", ".join(heading.getAttributes()))

    card = find(window, "radio button", "3, Reliable: We look at calls")
    use(card)
    assert is_on(card)
    step("A rating is chosen: " + card.name[:40] + "…")

    state = find(window, "check box", "Not known", "3.1 ")
    use(state)
    assert is_on(state)
    step(f"A state is set: {state.name}, of {state.description}")

    use(find(window, "push button", "Next: People"))
    table = find(window, "table", "4.1 Staff by role").queryTable()
    headings = [table.getColumnDescription(at) for at in range(table.nColumns)]
    people = headings.index("People")
    cell = table.getAccessibleAt(0, people)
    assert cell.name == "GP partner, People: blank", cell.name
    use(cell, "Toggle")
    use(find(window, "push button", "Fill in this row", "4.1 "))
    field = find(window, "text", "GP partner: People")
    put(field, "4")
    assert words_of(field) == "4"
    filled = find(window, "table cell", "GP partner, People: 4")
    step("A table cell is filled: " + filled.name)

    saved = find(window, "label", "All changes saved ")
    step("The message is read: " + saved.name)

    unnamed = [
        each.getRoleName()
        for each in everything(window)
        if each.getRoleName() in ("push button", "text", "radio button", "check box")
        and not each.name
    ]
    assert unnamed == [], unnamed
    step("Every button, field and choice offered has a name")


if __name__ == "__main__":
    main()
    sys.exit(0)
