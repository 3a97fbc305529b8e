"""Look at published files and read them, in this very process: what the child does.

Everybody else asks ``bring_published``, which has it done in a child. Nothing here keeps or answers
anything. Source: design/opendata.md 16 and 18.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from stocktake.errors import StocktakeError
from stocktake.opendata import look_at, read, verdict_on
from stocktake.opendata.areas import PRACTICE_MAP
from stocktake.opendata.pack import Pack, to_bytes
from stocktake.opendata.packing import PackRequest, build_pack, pack_of_one, wanted_for
from stocktake.opendata.release import Release, Source
from stocktake.opendata.verdicts import refused
from stocktake.tasks.published_messages import (
    TOGETHER,
    Begun,
    Content,
    Finished,
    Message,
    Progress,
    Request,
    Said,
    said_of,
)

Tell = Callable[[Message], None]


def answer(request: Request, tell: Tell) -> None:
    """Do what is asked, saying what comes of it as it comes; a bad file is said and passed."""
    (_look if request.wanted == "look" else _bring)(request, tell)
    tell(Finished())


def _look(request: Request, tell: Tell) -> None:
    known = frozenset(request.known)
    for place, file in enumerate(request.files):
        tell(Begun(place))
        path = Path(os.fsdecode(file.path))
        found = look_at(path, known, request.today, lambda *far: tell(Progress(*far)))
        tell(Said(place, tuple(map(said_of, found))))


def _bring(request: Request, tell: Tell) -> None:
    wanted = replace(wanted_for([request.practice.code]), places=(request.practice,))
    releases: list[Release] = []
    for place, file in enumerate(request.files):
        tell(Begun(place))
        source = Source(Path(os.fsdecode(file.path)), file.member)
        try:
            release = read(
                source, wanted, period=file.period, report=lambda *far: tell(Progress(*far))
            )
        except StocktakeError as error:
            verdict = refused(source, error)
        else:
            verdict = verdict_on(release, request.practice.code, request.today)
            releases.append(release)
        tell(Said(place, (said_of(verdict),)))
    tell(Begun(TOGETHER))
    for each in _sets(releases, request):
        tell(Content(to_bytes(each)))


def _sets(releases: Sequence[Release], request: Request) -> Iterator[Pack]:
    """One set of all files where the map says what to compare with, or one of each file."""
    practice, today = request.practice.code, request.today
    has_map = any(each.dataset == PRACTICE_MAP and practice in each.codes for each in releases)
    if has_map:
        yield build_pack(releases, PackRequest((practice,), "", today)).only(practice)
        return
    alone = (pack_of_one(each, practice, today) for each in releases)
    yield from (each for each in alone if each.practices)
