"""What the program promises before anything is typed."""

import subprocess
import sys
from pathlib import Path
from random import Random

from stocktake.app import WORKSPACE_NAME
from stocktake.store.workspace import Workspace
from tests.store.killing import python, run_and_kill

ROOT = Path(__file__).resolve().parents[1]

SLOW = ("numpy", "matplotlib", "openpyxl", "sqlite_utils", "pyxform", "highspy")

NEEDED_BY_A_PRACTICE = (
    "msgspec",
    "tomllib",
    "sqlite3",
    "stocktake.charts",
    "stocktake.planning",
    "stocktake.store",
    "stocktake.questionnaire.answers",
    "stocktake.questionnaire.form",
    "stocktake.questionnaire.formula",
    "stocktake.questionnaire.loading",
    "stocktake.questionnaire.sheet",
    "stocktake.tasks.open_practice",
    "stocktake.ui.editors",
    "stocktake.ui.question.block",
)
"""What the first page of the first day does without, because nothing is open yet."""

NEEDED_BY_NO_QUESTION = (
    "stocktake.charts.timeline",
    "stocktake.documents",
    "stocktake.store.askings",
    "stocktake.store.salvage",
    "stocktake.tasks.rescue",
    "stocktake.workbooks",
    "stocktake.merge",
)
"""What the last section does without when it comes to the front again."""

FIRST_PAINT = """
import sys
from pathlib import Path
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication
from stocktake.app import Program, paths_of
from stocktake.ui.theme import Theme

class FirstPaint(QObject):
    def eventFilter(self, watched, event):
        if event.type() is QEvent.Type.Paint and isinstance(watched, type(program.window)):
            print(" ".join(name for name in sys.argv[2:] if name in sys.modules))
            application.removeEventFilter(self)
            application.quit()
        return False

application = QApplication(["stocktake", "-platform", "offscreen"])
program = Program(application, Theme(application), paths_of(Path(sys.argv[1]), None))
watch = FirstPaint()
application.installEventFilter(watch)
program.open()
program.window.show()
application.exec()
program.window.close()
"""


def loaded_at_first_paint(data: Path, names: tuple[str, ...]) -> str:
    run = subprocess.run(
        [sys.executable, "-c", FIRST_PAINT, str(data), *names],
        cwd=ROOT, capture_output=True, text=True, check=True, timeout=60,
    )  # fmt: skip
    return run.stdout.strip()


def test_nothing_slow_is_fetched_before_the_first_paint_of_the_first_day(tmp_path: Path) -> None:
    assert loaded_at_first_paint(tmp_path, (*SLOW, *NEEDED_BY_A_PRACTICE)) == ""


def test_nothing_slow_is_fetched_before_the_first_paint_of_any_day(tmp_path: Path) -> None:
    child = ROOT / "tests" / "journeys" / "typing_child.py"
    run_and_kill(python(child, str(tmp_path), "1"), Random(1))
    Workspace.open(tmp_path / WORKSPACE_NAME).close()  # not cut off, so that it opens where it was
    assert loaded_at_first_paint(tmp_path, (*SLOW, *NEEDED_BY_NO_QUESTION)) == ""
