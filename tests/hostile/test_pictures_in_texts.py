"""Texts that name pictures on this computer and on others: nothing of the kind is ever opened."""

from __future__ import annotations

import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

from stocktake.questionnaire.answers import Answers
from stocktake.questionnaire.loading import shipped_form
from stocktake.questionnaire.submission import Submission
from tests.hostile.returns import put_return
from tests.store.killing import environment, python

CHILD = Path(__file__).with_name("showing_child.py")
PAYLOAD = (
    "<img src='file://{0}/canary1.png'><img src='//127.0.0.1/share/canary2.png'>"
    "<style>body{{background-image:url(file://{0}/canary3.png)}}</style>"
    "![x](file://{0}/canary4.png)<a href='http://127.0.0.1:9/canary5'>x</a>{1}"
)


def hostile(said: Submission, words: str) -> Submission:
    """The same return with these words wherever a practice can write some."""
    fields = shipped_form(said.form_id).fields
    answers = Answers(said.answers.items(), {t: said.answers.rows(t) for t in said.answers.tables})
    for address, answer in list(said.answers.items()):
        question = fields.get(address.column or address.question)
        is_text = question is not None and question.type in ("text", "long_text")
        if is_text and isinstance(answer.value, str):
            answers[address] = replace(answer, value=words, note=words, note_shared=True)
    subject = replace(said.subject, name=words, pcn_name=words, icb_name=words)
    return replace(said, subject=subject, answers=answers)


def test_the_combine_page_opens_no_file_that_a_received_text_names(tmp_path: Path) -> None:
    strace = shutil.which("strace")
    assert strace is not None
    control = tmp_path / "control.png"
    files = [
        put_return(
            tmp_path / f"{number}.xlsx",
            lambda said, n=number: hostile(said, PAYLOAD.format(tmp_path, f"control {n}")),
        )
        for number in (1, 2)
    ]
    trace = tmp_path / "trace"
    watched = [strace, "-f", "-qq", "--seccomp-bpf", "-e", "trace=%file,connect", "-o", str(trace)]
    command = python(CHILD, str(tmp_path / "data"), str(control), *map(str, files))
    run = subprocess.run(
        [*watched, *command], env=environment(), capture_output=True, text=True, check=False
    )
    assert run.returncode == 0, run.stderr
    calls = trace.read_text(encoding="utf-8", errors="replace").splitlines()
    assert any("control.png" in call for call in calls)
    assert [call for call in calls if "canary" in call] == []
    assert [call for call in calls if "AF_INET" in call or "127.0.0.1" in call] == []
