"""Twenty thousand spoilt copies of our own export, read by the child: none is taken for another.

Each copy has one to three faults in its bytes or in the XML of a part, and comes back as what was
exported, as differences and problems that are listed, or refused with the reason.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from random import Random

from stocktake.questionnaire.answers import Address, Answers, answered
from stocktake.questionnaire.loaded import LoadedForm
from stocktake.questionnaire.loading import load_form
from stocktake.questionnaire.submission import Subject, Submission
from stocktake.workbooks.children import ReaderChild
from stocktake.workbooks.reading import Forms, ReadResult, Verdict
from stocktake.workbooks.understanding import understand
from tests.store.killing import runs
from tests.workbooks.conftest import FORM, write_submissions

ODD = ("", "0", "-1", "99999999999", "1e999", "NaN", "A0", "XFD1048576", "../..", "#REF!", "\u202e")
ELEMENT = re.compile(rb"<(\w[\w:]*)(?: [^<>]*)?(?:/>|>[^<]*</\1>)")
ATTRIBUTE = re.compile(rb'"[^"<>]*"')
TEXT = re.compile(rb">([^<>]+)<")

Parts = dict[str, bytes]
Fault = Callable[[bytes, Random], bytes]


def small_return(form: LoadedForm) -> Submission:
    said = {
        "one.name": "Quayside Surgery",
        "one.list_size": Decimal(9120),
        "one.share": Decimal("41.5"),
        "one.opened": date(1994, 4, 1),
        "one.training": "yes",
        "one.access": Decimal(3),
    }
    answers = Answers({Address(question): answered(value) for question, value in said.items()})
    return Submission(
        subject=Subject("practice", "A81001", "Quayside Surgery", "Tideway PCN", "U00001", "NENC"),
        form_id="small",
        round="2026/27",
        form_version="1",
        form_hash=form.hash,
        return_id="return-1",
        assessed_on=date(2026, 11, 22),
        answers=answers,
    )


def flipped(data: bytes, random: Random) -> bytes:
    changed = bytearray(data)
    for _ in range(random.randint(1, 4)):
        changed[random.randrange(len(changed))] ^= 1 << random.randrange(8)
    return bytes(changed)


def cut(data: bytes, random: Random) -> bytes:
    start = random.randrange(len(data))
    return data[:start] + data[start + random.randint(1, 200) :]


def inserted(data: bytes, random: Random) -> bytes:
    at = random.randrange(len(data))
    return data[:at] + random.randbytes(random.randint(1, 20)) + data[at:]


def _one(pattern: re.Pattern[bytes], data: bytes, random: Random) -> re.Match[bytes] | None:
    found = list(pattern.finditer(data))
    return random.choice(found) if found else None


def element_gone(data: bytes, random: Random) -> bytes:
    found = _one(ELEMENT, data, random)
    return data[: found.start()] + data[found.end() :] if found else data


def element_twice(data: bytes, random: Random) -> bytes:
    found = _one(ELEMENT, data, random)
    return data[: found.end()] + found[0] + data[found.end() :] if found else data


def attribute_changed(data: bytes, random: Random) -> bytes:
    found, other = _one(ATTRIBUTE, data, random), _one(ATTRIBUTE, data, random)
    if not found or not other:
        return data
    value = random.choice([other[0], b'"' + random.choice(ODD).encode() + b'"'])
    return data[: found.start()] + value + data[found.end() :]


def text_changed(data: bytes, random: Random) -> bytes:
    found, other = _one(TEXT, data, random), _one(TEXT, data, random)
    if not found or not other:
        return data
    value = random.choice([other[1], random.choice(ODD).encode()])
    return data[: found.start(1)] + value + data[found.end(1) :]


XML_FAULTS: tuple[Fault, ...] = (
    flipped, cut, element_gone, element_twice, attribute_changed, text_changed,
)  # fmt: skip
BYTE_FAULTS: tuple[Fault, ...] = (flipped, cut, inserted)


def mutant(data: bytes, parts: Parts, random: Random) -> bytes:
    """A copy with some faults in it."""
    if random.random() < 0.25:
        return random.choice(BYTE_FAULTS)(data, random)
    changed = dict(parts)
    for _ in range(random.randint(1, 3)):
        name = random.choice(sorted(name for name in changed if changed[name]))
        changed[name] = random.choice(XML_FAULTS)(changed[name], random)
    if random.random() < 0.05:
        changed.pop(random.choice(sorted(changed)))
    file = BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in changed.items():
            archive.writestr(name, content)
    return file.getvalue()


def check(result: ReadResult, original: Submission) -> None:
    """What was read is what was exported, or something is said."""
    if result.problems or result.differences:
        assert all(each.what and each.where for each in result.problems)
        assert all(each.how_to_fix for each in result.problems) or result.differences
        return
    if result.verdict is Verdict.EDITED:
        return
    assert result.verdict in (Verdict.READY, Verdict.SAVED_AGAIN)
    (read,) = result.submissions
    assert dict(read.answers.items()) == dict(original.answers.items())
    assert (read.subject, read.round) == (original.subject, original.round)


def test_a_spoilt_copy_is_read_the_same_or_something_is_said(tmp_path: Path) -> None:
    form = load_form(FORM, "small.toml")
    original = small_return(form)
    forms = Forms([form])
    data = write_submissions(tmp_path / "return.xlsx", form, [original]).read_bytes()
    with zipfile.ZipFile(BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    path = tmp_path / "mutant.xlsx"
    child = ReaderChild()
    came: dict[str, int] = {}
    try:
        for seed in range(runs(long=20_000, short=150)):
            path.write_bytes(mutant(data, parts, Random(seed)))
            result = understand(child.ask(path), path, forms)
            assert result.verdict is not Verdict.GAVE_UP, seed
            try:
                check(result, original)
            except AssertionError as fault:
                fault.add_note(f"seed {seed}: {result}")
                raise
            came[result.verdict] = came.get(result.verdict, 0) + 1
    finally:
        child.end()
    assert {Verdict.DAMAGED, Verdict.EDITED} <= came.keys()
