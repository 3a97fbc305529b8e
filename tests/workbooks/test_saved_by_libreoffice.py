"""Generated returns, saved again by LibreOffice and read back."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from stocktake.questionnaire.form_ids import EXPECTATIONS, STOCKTAKE
from stocktake.questionnaire.loaded import LoadedForm
from stocktake.questionnaire.loading import shipped_form
from stocktake.questionnaire.submission import Submission
from stocktake.workbooks.payload_part import PAYLOAD_PART
from stocktake.workbooks.reading import Forms, ReadResult, Verdict
from stocktake.workbooks.received import receive_bytes
from stocktake.workbooks.understanding import understand
from tests.store.killing import runs
from tests.workbooks.conftest import write_submissions
from tests.workbooks.editing import same
from tests.workbooks.generated_returns import generated

RETURNS = runs(long=500, short=3)
AT_ONCE = 100
Pair = tuple[Submission, bytes]


@pytest.fixture(scope="module")
def forms(form: LoadedForm) -> list[LoadedForm]:
    """The shipped forms only in the long run: a small one has every type of question."""
    return [form, *([shipped_form(STOCKTAKE), shipped_form(EXPECTATIONS)] if RETURNS > 3 else [])]


@pytest.fixture(scope="module")
def saved_again(
    forms: list[LoadedForm], submission: Submission, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Pair]:
    """Each return, and its workbook as LibreOffice saved it; many files in one call."""
    folder = tmp_path_factory.mktemp("libreoffice")
    return _saved_again(forms, submission, folder)


def _saved_again(forms: list[LoadedForm], like: Submission, folder: Path) -> Iterator[Pair]:
    for start in range(0, RETURNS, AT_ONCE):
        sent = {}
        for seed in range(start, min(start + AT_ONCE, RETURNS)):
            form = forms[seed % len(forms)]
            made = generated(form, _about(like, form), seed)
            sent[write_submissions(folder / f"{seed}.xlsx", form, [made])] = made
        convert(folder, list(sent))
        for path, made in sent.items():
            yield made, (folder / "again" / path.name).read_bytes()


def _about(like: Submission, form: LoadedForm) -> Submission:
    return replace(like, form_id=form.id, form_version=form.form.version)


def convert(folder: Path, paths: list[Path]) -> None:
    """Have LibreOffice save workbooks again."""
    command = ["soffice", "--headless", f"-env:UserInstallation={(folder / 'profile').as_uri()}"]
    command += ["--convert-to", "xlsx", "--outdir", str(folder / "again"), *map(str, paths)]
    subprocess.run(command, check=True, capture_output=True, timeout=1800)


def without_payload(data: bytes) -> bytes:
    file = BytesIO()
    with ZipFile(BytesIO(data)) as old, ZipFile(file, "w", ZIP_DEFLATED) as new:
        assert PAYLOAD_PART in old.namelist()
        for name in old.namelist():
            if not name.startswith("customXml/"):
                new.writestr(name, old.read(name))
    return file.getvalue()


def read(data: bytes, forms: list[LoadedForm]) -> ReadResult:
    return understand(receive_bytes(data), Path("again.xlsx"), Forms(forms))


def test_what_libreoffice_saves_again_says_the_same(
    saved_again: Iterator[Pair], forms: list[LoadedForm]
) -> None:
    """With the payload every answer is as it was; without it, too, but for what is told apart.

    Two normalisations are all there is: without the payload, options come back in the order of the
    list (``same``), and the words "Not known" typed as the text of a table's cell as that state,
    which is why no generated text is those words.
    """
    count = 0
    for sent, data in saved_again:
        carried, alone = read(data, forms), read(without_payload(data), forms)
        assert (carried.problems, carried.differences) == ((), ()), sent.return_id
        assert carried.verdict is Verdict.SAVED_AGAIN
        assert alone.problems == (), sent.return_id
        for result in (carried, alone):
            now = result.submissions[0].answers
            changed = {a: (sent.answers[a], now[a]) for a in [*sent.answers, *now]}
            assert {a: v for a, v in changed.items() if not same(*v)} == {}, sent.return_id
        assert alone.verdict is Verdict.SAVED_AGAIN
        count += 1
    assert count == RETURNS
