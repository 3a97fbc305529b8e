"""Save a picture of every page, to look at: ``python tests/screenshots.py DIR [PAGE ...]``.

Each page is drawn at 1024 x 640 and 1440 x 900, light and dark, with text at 100% and 200%.
"""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path[:0] = [str(Path(__file__).resolve().parents[1]), str(Path(__file__).resolve().parent)]

from half_filled import fill  # noqa: E402
from PySide6.QtCore import QEventLoop, QTimer  # noqa: E402
from PySide6.QtWidgets import QApplication  # noqa: E402

from stocktake.app import Program, paths_of  # noqa: E402
from stocktake.ui.pages import PAGES  # noqa: E402
from stocktake.ui.theme import Theme  # noqa: E402

SIZES = ((1024, 640), (1440, 900))
SCHEMES = ("light", "dark")
TEXT_SIZES = (100, 200)

PLACES: dict[str, tuple[str, dict[str, str]]] = {
    **{spec.name: (spec.name, {}) for spec in PAGES if spec.is_listed},
    "section_profile": ("section", {"section": "profile"}),
    "section_ages": ("section", {"section": "profile", "question": "profile.age_0_4"}),
    "section_demand": ("section", {"section": "demand", "question": "demand.m_routes"}),
    "section_weaknesses": ("section", {"section": "demand", "question": "demand.weaknesses"}),
    "section_workforce": ("section", {"section": "workforce"}),
    "section_services": ("section", {"section": "services", "question": "services.catalogue"}),
    "section_finance": ("section", {"section": "finance"}),
    "section_plan": ("section", {"section": "plan"}),
    "card": ("card", {"section": "ACC-01"}),
    "card_own": ("card", {"section": "local"}),
    "check_expectations": ("check", {"form": "expectations"}),
    "form_swot": ("form", {"form": "swot"}),
}


def settle(application: QApplication) -> None:
    """Let everything that waits be laid out and drawn."""
    loop = QEventLoop(application)
    QTimer.singleShot(20, loop.quit)
    loop.exec()


def main(folder: Path, wanted: list[str]) -> None:
    """Draw the pages wanted, or all of them."""
    folder.mkdir(parents=True, exist_ok=True)
    application = QApplication([])
    with tempfile.TemporaryDirectory() as data:
        program = Program(
            application, Theme(application), paths_of(Path(data), None), is_warming=False
        )
        program.open()
        window = program.window
        window.show()
        settle(application)
        window.grab().save(str(folder / "first_run.png"))
        fill(program.desk)
        for name, (page, place) in PLACES.items():
            if wanted and name not in wanted:
                continue
            for scheme in SCHEMES:
                for text in TEXT_SIZES:
                    program.theme.apply(scheme, text)
                    for width, height in SIZES:
                        window.resize(width, height)
                        window.show_page(page, place)
                        for _ in range(4):
                            settle(application)
                        file = f"{name}_{width}_{scheme}_{text}.png"
                        window.grab().save(str(folder / file))
        window.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2:])
