"""What goes on to the next scale: what is in it is said before it is written."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from stocktake.merge.leaving import HELD_BELOW
from stocktake.merge.scales import Scale
from stocktake.phrases import counted, listed, start_upper
from stocktake.tasks.combine_area import Area
from stocktake.ui.widgets.buttons import PlainButton
from stocktake.ui.widgets.card import Card
from stocktake.ui.widgets.exported_panel import ExportedPanel
from stocktake.ui.widgets.labels import Heading, Words
from stocktake.ui.widgets.option_row import OptionRow

TITLE = "The file to send on"
ABOUT = (
    "For whoever combines PCNs into a locality or system. It holds the PCN's totals, and its "
    "practices' levels without names in an order that says nothing of which is which. A practice "
    "is named only where it ticked that it may be named outside its PCN. No practice's answers, "
    "notes or duties are in it. The PCN workbook itself stays inside the PCN."
)
SERVICES = (
    "Every practice agreed that minutes and what it means to do with each service may go too, as "
    f"figures from {HELD_BELOW} practices or more"
)
_NEXT = {
    Scale.LOCALITY: "It is also the file to send on to whoever combines the system.",
    Scale.SYSTEM: "It can be combined again with the files of other systems.",
}


def what_is_in_it(area: Area) -> str:
    """What a workbook beyond one PCN holds, before it is written."""
    seen = area.view
    named = seen.figures.named
    said = [
        f"The {seen.scale} workbook holds totals of {counted(len(seen.parts), 'PCN')}, and "
        "practices' levels without names where enough have them.",
        f"Named in it, because they ticked it: {listed(named)}."
        if named
        else "No practice is named in it.",
        "No practice's answers, notes or duties are in it.",
        _NEXT.get(seen.scale, ""),
        "It carries the codes of practices so that nobody is counted twice: send it only to "
        "whoever combines the figures, and print it or save it as a PDF to show it to others.",
    ]
    return "\n".join(filter(None, said))


class SendOn(Card):
    """The button, and what the file holds."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.has_services = OptionRow(SERVICES, is_one_of=False)
        self.write = PlainButton("Write the file to send on")
        self.written = ExportedPanel()
        for widget in (Heading(TITLE), Words(ABOUT), self.has_services, self.write, self.written):
            self.add(widget)


def sentence_for(area: Area) -> str:
    """A sentence for the e-mail the file goes with."""
    seen = area.view
    return (
        f"{start_upper(seen.name)}, {seen.round}: totals of {seen.figures.base.words}, with no "
        "practice's answers. Please combine it as it is, without saving it again in Excel."
    )
