"""Say whether two folders hold workbooks of the same names with the same answers.

    python installer/same_answers.py FOLDER OTHER

For the trials of the installers: one folder was written under Windows, the other here.
"""

from __future__ import annotations

import sys
from pathlib import Path


def answers_of(folder: Path) -> dict[str, dict[str, str]]:
    """Every answer of every workbook in a folder, by the name of its file and form."""
    from stocktake.tasks.combine import gather

    return {
        f"{result.file_name}: {submission.subject.code} {submission.form_id}": {
            "subject": repr(submission.subject),
            **{repr(address): repr(answer) for address, answer in submission.answers.items()},
        }
        for result in gather([folder]).results
        for submission in result.submissions
    }


def main() -> int:
    """Compare; returns 0 when they are the same."""
    one, other = (answers_of(Path(name)) for name in sys.argv[1:3])
    differing = sorted(
        name for name in one.keys() | other.keys() if one.get(name) != other.get(name)
    )
    if differing or not one:
        print("Not the same: " + (", ".join(differing) or "there is nothing to compare"))
        return 1
    count = sum(len(answers) - 1 for answers in one.values())
    print(f"The same: {len(one)} returns with {count} answers.")
    return 0


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
    raise SystemExit(main())
