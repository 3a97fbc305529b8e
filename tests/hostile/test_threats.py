"""Which test shows that each threat to a program that reads what others send comes to nothing.

The threats are those of the table of the design (T1 to T18 and T29 to T32). What holds by what the
program does not have at all, such as a reader of YAML, is shown here.
"""

from __future__ import annotations

import ast
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

from tests.hostile.test_hostile_kinds import BY_NUMBER

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "stocktake"

KINDS = (
    "hostile/test_hostile_kinds.py::test_a_hostile_file_gets_its_verdict_and_the_reason_is_named"
)
THIS = "hostile/test_threats.py"
READER, CELL_TEXT = "workbooks/test_sheet_reader.py", "workbooks/test_cell_text.py"
GUARD, COLLECTION = "workbooks/test_guard.py", "merge/test_collection.py"

THREATS: dict[str, tuple[str, ...]] = {
    "T1 zip bombs": (
        KINDS,
        f"{GUARD}::test_a_file_beyond_the_limit_is_refused_before_it_is_looked_at",
        "hostile/test_hostile_kinds.py"
        "::test_each_kind_keeps_to_its_time_and_memory_in_a_child_of_its_own",
    ),
    "T2 entities": (KINDS, f"{READER}::test_a_declaration_is_refused_in_any_encoding"),
    "T3 grid bombs": (KINDS, f"{READER}::test_a_dimension_is_never_believed"),
    "T4 shared texts": (KINDS, f"{READER}::test_more_than_any_return_holds_is_refused"),
    "T5 regular expressions": (KINDS, "hostile/test_mutants.py"),
    "T6 read in two ways": (
        KINDS,
        f"{READER}::test_two_sheets_of_one_name_are_refused",
        f"{READER}::test_values_under_merged_cells_are_read_and_named",
        f"{READER}::test_hidden_sheets_and_rows_are_read_and_said_to_be_hidden",
        "workbooks/test_user_edits.py",
    ),
    "T7 paths and links": (
        KINDS,
        f"{READER}::test_a_link_to_the_outside_is_not_followed",
        "workbooks/test_children.py::test_the_child_limits_its_own_memory_and_writes_no_file",
    ),
    "T8 macros and objects": (
        f"{GUARD}::test_macros_are_refused_whatever_the_file_is_called",
        f"{GUARD}::test_links_to_other_files_and_files_inside_are_noted",
    ),
    "T9 passwords": (
        "workbooks/test_protected.py::test_a_wrong_password_is_not_damage",
        "workbooks/test_protected.py::test_protection_that_was_tampered_with_is_refused_at_once",
    ),
    "T10 no workbook": (
        KINDS,
        f"{GUARD}::test_it_is_refused_with_its_own_code_and_left_as_it_was",
        "hostile/test_hostile_kinds.py"
        "::test_the_good_file_beside_them_is_merged_and_no_file_is_touched",
    ),
    "T11 formulas in texts": (
        f"{CELL_TEXT}::test_what_looks_like_a_formula_stays_text",
        "workbooks/exports/test_pcn.py::test_numbers_are_numbers_and_text_is_never_a_formula",
    ),
    "T12 formulas in answers": (
        f"{READER}::test_kinds_are_kept_apart",
        "workbooks/test_user_edits.py",
    ),
    "T13 YAML": (f"{THIS}::test_what_is_not_there_cannot_be_attacked",),
    "T14 expressions in forms": (
        "questionnaire/formula/test_parsing.py"
        "::test_reading_any_text_gives_a_formula_or_says_why_not",
        "questionnaire/formula/test_any_formula.py",
        f"{THIS}::test_nothing_is_ever_evaluated_as_a_program",
    ),
    "T15 templates": (
        "documents/test_html.py::test_received_text_is_escaped_wherever_it_stands",
        f"{THIS}::test_what_is_not_there_cannot_be_attacked",
    ),
    "T16 pictures in texts": (
        "hostile/test_pictures_in_texts.py",
        "ui/widgets/test_pieces.py::test_no_label_reads_what_it_is_given_as_rich_text",
        "ui/test_messages.py::test_words_that_came_from_outside_are_shown_as_plain_text",
        f"{THIS}::test_only_our_own_pages_are_ever_read_as_rich_text",
    ),
    "T17 charts": ("charts/test_charts.py::test_a_hostile_name_is_drawn_as_the_letters_it_is",),
    "T18 names in SQL": (f"{THIS}::test_only_the_store_can_put_a_name_into_sql",),
    "T29 the same return twice": (
        f"{COLLECTION}::test_a_file_read_twice_changes_nothing",
        f"{COLLECTION}::test_a_higher_revision_replaces_a_lower_one",
        f"{COLLECTION}::test_two_that_do_not_agree_are_both_kept_and_the_last_changed_is_proposed",
    ),
    "T30 tampering": (
        "hostile/test_mutants.py",
        "workbooks/test_payload.py::test_the_fingerprint_tells_whose_answers_they_are",
    ),
    "T31 edited and saved again": ("workbooks/test_user_edits.py",),
    "T32 names of files": (
        "tasks/test_export_practice.py::test_a_name_that_windows_refuses_is_made_safe",
        "tasks/test_evidence_files.py::test_any_name_can_be_written_to_a_disk",
    ),
}
"""By threat: the tests, as ``file::name``, or a file all of whose tests show it."""

WITHOUT = {
    "yaml", "ruamel", "pickle", "shelve", "marshal", "simpleeval", "http", "ssl", "requests",
    "ftplib", "smtplib", "telnetlib", "xmlrpc", "webbrowser",
}  # fmt: skip
"""Modules the program never loads: they run what they read, or reach out."""

ONLY_IN = {
    "jinja2": {"documents/html.py", "documents/web_page.py"},
    "sqlite3": {"store"},
    "socket": {"store/locking.py", "ui/desk_folder.py"},
}
"""Modules that only some places load. A socket is only asked for the name of this computer."""

RICH = {"setHtml", "setMarkdown", "insertHtml"}


@dataclass(frozen=True)
class Source:
    """What a module of the program imports, which methods it calls, and which names it uses."""

    name: str
    imported: frozenset[str]
    called: frozenset[str]
    used: frozenset[str]


@cache
def sources() -> tuple[Source, ...]:
    return tuple(_source(path) for path in sorted(PACKAGE.rglob("*.py")))


def _source(path: Path) -> Source:
    imported, called, used = set(), set(), set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            imported |= {each.name.partition(".")[0] for each in node.names}
        elif isinstance(node, ast.ImportFrom):
            imported.add((node.module or "").partition(".")[0])
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            called.add(node.func.attr)
        elif isinstance(node, ast.Name):
            used.add(node.id)
    name = path.relative_to(PACKAGE).as_posix()
    return Source(name, frozenset(imported), frozenset(called), frozenset(used))


@pytest.mark.parametrize("threat", THREATS)
def test_each_threat_has_a_test_that_is_there(threat: str) -> None:
    for named in THREATS[threat]:
        file, _, name = named.partition("::")
        text = (ROOT / "tests" / file).read_text(encoding="utf-8")
        assert f"def {name}(" in text if name else "def test_" in text, named


def test_every_threat_of_received_files_is_listed() -> None:
    numbers = [int(threat.partition(" ")[0][1:]) for threat in THREATS]
    assert numbers == [*range(1, 19), *range(29, 33)]
    assert len(BY_NUMBER) >= 75


def test_what_is_not_there_cannot_be_attacked() -> None:
    for source in sources():
        assert not source.imported & WITHOUT, source.name
        for module, places in ONLY_IN.items():
            is_allowed = source.name in places or source.name.partition("/")[0] in places
            assert module not in source.imported or is_allowed, source.name


def test_nothing_is_ever_evaluated_as_a_program() -> None:
    found = [source.name for source in sources() if source.used & {"eval", "exec"}]
    assert found == []


def test_only_our_own_pages_are_ever_read_as_rich_text() -> None:
    """What is printed is escaped by its template; what helps is ours."""
    found = {source.name for source in sources() if source.called & RICH}
    assert found <= {"ui/printing.py", "ui/help/help_text.py"}


def test_only_the_store_can_put_a_name_into_sql() -> None:
    found = {each.name for each in sources() if each.imported & {"sqlite3", "sqlite_utils"}}
    assert {name.partition("/")[0] for name in found} == {"store"}
