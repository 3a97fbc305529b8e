"""What a practice's returns come to in a merge, worked out at export and taken up by the merge.

A workbook carries it, so that a merge of thousands reads and adds and works out no plan. It is
taken only where this very program, with these very forms, would work it out again to the same;
otherwise it is worked out from the answers.
"""

from __future__ import annotations

import contextlib
import hashlib
from collections.abc import Iterable, Iterator
from functools import cache

from stocktake import __version__
from stocktake.merge.figures import FIGURES, Figures, figures_of
from stocktake.merge.member import Member
from stocktake.merge.versions import Version, fingerprint
from stocktake.questionnaire.form_ids import EXPECTATIONS, STOCKTAKE
from stocktake.questionnaire.loading import shipped_form
from stocktake.questionnaire.submission import Submission
from stocktake.tasks.members import about_practice, member_of, members_of
from stocktake.workbooks.payload import leaving


@cache
def made_with() -> str:
    """What figures are worked out with: this program and its forms, catalogue and all."""
    forms = "".join(shipped_form(each).hash for each in (STOCKTAKE, EXPECTATIONS))
    return f"{FIGURES}/{__version__}/{hashlib.sha256(forms.encode()).hexdigest()}"


def figures_for(submissions: Iterable[Submission]) -> Figures | None:
    """Work out what the returns of one practice come to, from what of them leaves.

    None where they are not the returns of one practice with a stocktake.
    """
    left = [leaving(each) for each in submissions]
    members = members_of(left)
    if len(members) != 1 or len({each.subject.code for each in left}) != 1:
        return None
    of = {each.form_id: fingerprint(each) for each in left}
    return figures_of(members[0], made_with(), of) if len(of) == len(left) else None


def usable(figures: Figures | None) -> Figures | None:
    """Figures that would come out the same here; None where the answers have to be used."""
    return figures if figures is not None and figures.made_with == made_with() else None


def members_in(versions: Iterable[Version]) -> Iterator[Member]:
    """One member for each practice that sent a stocktake, by practice code, one at a time."""
    by_code: dict[str, dict[str, Version]] = {}
    for version in versions:
        if version.identity.subject_kind == "practice":
            by_code.setdefault(version.identity.subject_code, {})[version.identity.form_id] = (
                version
            )
    for _, found in sorted(by_code.items()):
        if STOCKTAKE in found:
            yield _member(found[STOCKTAKE], found.get(EXPECTATIONS))


def _member(stocktake: Version, expectations: Version | None) -> Member:
    """Take the figures that came with exactly these two; else work them out from the answers."""
    figures = stocktake.figures
    used = {
        each.identity.form_id: each.key.fingerprint for each in (stocktake, expectations) if each
    }
    known = figures.of if figures else {}
    both = {form: known[form] for form in (STOCKTAKE, EXPECTATIONS) if form in known}
    said = (stocktake.submission, expectations.submission if expectations else None)
    if figures is not None and used == both:
        # Where they are not as this program writes them, the answers are there as well.
        with contextlib.suppress(ValueError):
            return figures.member(about_practice(*said))
    return member_of(*said)
