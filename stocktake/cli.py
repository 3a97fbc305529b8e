"""The command line: the sample PCN, merging workbooks, rate cards, and checking a form file.

Problems are printed in the words a person can act on; a fault of the program is not caught here.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from stocktake import __version__
from stocktake.errors import StocktakeError
from stocktake.phrases import counted

SELF_TEST = "--self-test"
"""The option that tries everything in a temporary folder instead of doing a job."""

READ_RECEIVED = "read-received"
"""The command a child process is started with to read received files; not for people."""

READ_PUBLISHED = "read-published"
"""The same, to read published files."""

REPORTS = ("partners_summary", "my_answers", "blank_form")
"""The documents that can be written, the usual one first."""

SCALES = ("pcn", "locality", "system")
"""Whose figures may be combined, the smallest first."""

FAILED = 1
"""Exit code when the job could not be done."""

WITH_PROBLEMS = 3
"""Exit code when it was done, but some files were left out."""


def run(arguments: Sequence[str]) -> int:
    """Run one command and return its exit code."""
    if list(arguments[:1]) == [READ_RECEIVED]:
        from stocktake.workbooks.child import main

        return main()
    if list(arguments[:1]) == [READ_PUBLISHED]:
        from stocktake.tasks.published_child import main as read_published

        return read_published()
    try:
        if list(arguments) == [SELF_TEST]:
            return _self_test()
        options = _parser().parse_args(arguments)
        _use_brand()
        return int(options.act(options))
    except StocktakeError as error:
        print(f"{error.what} {error.how_to_fix}".strip(), file=sys.stderr)
        return FAILED


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="stocktake", description="A stocktake and five-year plan for general practice."
    )
    parser.add_argument("--version", action="version", version=f"Stocktake {__version__}")
    parser.add_argument(
        SELF_TEST, action="store_true", help="try every form, chart and export, and say what works"
    )
    commands = parser.add_subparsers(title="commands", required=True)

    demo = commands.add_parser("demo", help="do the whole job on a made-up PCN")
    demo.add_argument("--out", type=Path, required=True, help="folder for everything it makes")
    demo.add_argument("--practices", type=int, help="make this many plausible practices instead")
    demo.add_argument("--seed", type=int, default=1, help="another number, other practices")
    demo.set_defaults(act=_demo)

    _add_merge(
        commands.add_parser(
            "merge", help="combine workbooks of practices, PCNs and localities into one"
        )
    )

    report = commands.add_parser("report", help="write a document about a practice")
    report.add_argument("workspace", type=Path, help="the file with the answers")
    report.add_argument("--document", choices=REPORTS, default=REPORTS[0], help="which one")
    report.add_argument("--out", type=Path, required=True, help="a .docx or .html file to write")
    report.add_argument("--practice", default="", help="ODS code, where there are several")
    report.add_argument("--round", default="", help="such as 2026/27; the newest if left out")
    report.set_defaults(act=_report)

    _add_prefill(commands.add_parser("prefill", help="published NHS figures of an area"))
    _add_card(commands.add_parser("card", help="publish, check and compare rate cards"))

    _add_brand(commands.add_parser("brand", help="a federation's branding pack"))

    papers = commands.add_parser("papers", help="write the papers for IT and the federation")
    papers.add_argument("--out", type=Path, required=True, help="a folder for the Word files")
    papers.set_defaults(act=_papers)

    check = commands.add_parser("check-form", help="list everything wrong with a form file")
    check.add_argument("files", type=Path, nargs="+", help="form files (TOML)")
    check.set_defaults(act=_check_form)
    return parser


def _add_merge(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("files", type=Path, nargs="+", help="workbooks, or folders of them")
    parser.add_argument("--out", type=Path, required=True, help="the workbook to write")
    parser.add_argument(
        "--scale", choices=SCALES, help="what it is of; the files say it if left out"
    )
    parser.add_argument("--name", default="", help="what the locality or system is called")
    parser.add_argument(
        "--to-send-on",
        action="store_true",
        help="write a PCN's totals for its locality, without names or returns",
    )
    parser.add_argument(
        "--with-services",
        action="store_true",
        help="the practices agreed that minutes and intentions of services go further",
    )
    parser.add_argument(
        "--names-checked",
        action="store_true",
        help="what may name a person has been looked at and may go",
    )
    parser.set_defaults(act=_merge)


def _add_prefill(parser: argparse.ArgumentParser) -> None:
    kinds = parser.add_subparsers(title="what to do", required=True)
    build = kinds.add_parser("build", help="make a pack from the files as they were downloaded")
    build.add_argument("files", type=Path, nargs="+", help="csv, xlsx, ods or zip files")
    build.add_argument(
        "--area",
        action="append",
        required=True,
        help="code of a practice, PCN, sub-ICB, ICB or region; may be given more than once",
    )
    build.add_argument("--made-by", default="", help="who makes it, such as the federation")
    build.add_argument("--about", default="", help="the area in words")
    build.add_argument("--out", type=Path, default=Path(), help="the file, or a folder for it")
    build.set_defaults(act=_prefill_build)
    show = kinds.add_parser("show", help="say what is in a pack")
    show.add_argument("pack", type=Path)
    show.add_argument("--practice", default="", help="say all it has about this practice")
    show.set_defaults(act=_prefill_show)


def _add_brand(parser: argparse.ArgumentParser) -> None:
    kinds = parser.add_subparsers(title="what to do", required=True)
    check = kinds.add_parser("check", help="list everything wrong with a branding pack")
    check.add_argument("folder", type=Path, help="the folder with brand.toml")
    check.add_argument(
        "--keep-hash",
        action="store_true",
        help="put its fingerprint into it, so that a later change is noticed",
    )
    check.set_defaults(act=_brand_check)


def _add_card(parser: argparse.ArgumentParser) -> None:
    kinds = parser.add_subparsers(title="commands", required=True)
    publish = kinds.add_parser("publish", help="write a card as workbook, web page and JSON")
    publish.add_argument("card", type=Path, help="a card as TOML, JSON or workbook")
    publish.add_argument("--out", type=Path, required=True, help="the folder of its versions")
    publish.add_argument(
        "--names-looked-at", action="store_true", help="what may name a person names nobody"
    )
    publish.set_defaults(act=_card_publish)
    check = kinds.add_parser("check", help="say whether a published card is as it was published")
    check.add_argument("card", type=Path, help="a published card: workbook or JSON")
    check.set_defaults(act=_card_check)
    compare = kinds.add_parser("compare", help="put another card beside one's own")
    compare.add_argument("ours", type=Path, help="one's own card")
    compare.add_argument("theirs", type=Path, help="the other card")
    compare.set_defaults(act=_card_compare)
    pooled = kinds.add_parser("pooled", help="make a draft card of pooled costs from workbooks")
    pooled.add_argument("files", type=Path, nargs="+", help="workbooks, or folders of them")
    pooled.add_argument("--out", type=Path, required=True, help="the draft to write, as JSON")
    pooled.add_argument(
        "--details", type=Path, help="a card whose title, dates and scope are taken"
    )
    pooled.set_defaults(act=_card_pooled)


def _say(words: str) -> None:
    print(words, flush=True)


def _self_test() -> int:
    from stocktake.tasks.self_test import run_self_test

    run_self_test(_say)
    return 0


def _demo(options: argparse.Namespace) -> int:
    from stocktake.tasks.demo import run_demo

    run_demo(options.out, practices=options.practices, seed=options.seed, say=_say)
    return 0


def _merge(options: argparse.Namespace) -> int:
    from stocktake.workbooks.openpyxl_alone import import_openpyxl_alone

    import_openpyxl_alone()
    from stocktake.merge.scales import Scale
    from stocktake.tasks.combine_area import Wanted, combine_at

    scale = None if options.scale is None else Scale[options.scale.upper()]
    wanted = Wanted(scale, options.name, has_services=options.with_services)
    left_out = combine_at(
        options.files,
        options.out,
        wanted,
        to_send_on=options.to_send_on,
        names_checked=options.names_checked,
        say=_say,
    )
    return WITH_PROBLEMS if left_out else 0


def _report(options: argparse.Namespace) -> int:
    from stocktake.tasks.documents import Wanted
    from stocktake.tasks.report import write_report

    wanted = Wanted(options.document)
    written = write_report(options.workspace, wanted, options.out, options.practice, options.round)
    _say(f"Written: {written}")
    return 0


def _prefill_build(options: argparse.Namespace) -> int:
    from stocktake.opendata.packing import PackRequest
    from stocktake.tasks.prefill_commands import build

    today = datetime.now(UTC).astimezone().date()
    request = PackRequest(tuple(options.area), options.made_by, today, options.about)
    built = build(options.files, request, options.out, _say)
    return WITH_PROBLEMS if built.left_out else 0


def _prefill_show(options: argparse.Namespace) -> int:
    from stocktake.tasks.prefill_commands import show

    show(options.pack, _say, options.practice)
    return 0


def _card_publish(options: argparse.Namespace) -> int:
    from stocktake.tasks.card_commands import publish

    publish(options.card, options.out, _say, names_looked_at=options.names_looked_at)
    return 0


def _card_check(options: argparse.Namespace) -> int:
    from stocktake.tasks.card_commands import check

    return 0 if check(options.card, _say) else WITH_PROBLEMS


def _card_compare(options: argparse.Namespace) -> int:
    from stocktake.tasks.card_commands import compare_files

    compare_files(options.ours, options.theirs, _say)
    return 0


def _card_pooled(options: argparse.Namespace) -> int:
    from stocktake.tasks.card_commands import pool

    pool(options.files, options.out, _say, options.details)
    return 0


def _use_brand() -> None:
    """Offer the forms of the branding pack that was installed with the program, if one was."""
    from stocktake.tasks.brand_in_use import brand_at_start

    told = brand_at_start(None).words()
    if told:
        print(told, file=sys.stderr)


def _brand_check(options: argparse.Namespace) -> int:
    from stocktake.tasks.brand import BrandRefused, keep_fingerprint, read_brand

    try:
        brand = read_brand(options.folder)
        if options.keep_hash:
            keep_fingerprint(brand)
    except BrandRefused as refusal:
        _say(refusal.what)
        for problem in refusal.problems:
            _say(f"  {problem}")
        return FAILED
    _say(f"The branding pack of {brand.name} is in order.")
    _say(f"Fingerprint (SHA-256): {brand.sha256}")
    return 0


def _papers(options: argparse.Namespace) -> int:
    from stocktake.tasks.papers import write_papers

    for path in write_papers(options.out, datetime.now(UTC).astimezone()):
        _say(f"Written: {path}")
    return 0


def _check_form(options: argparse.Namespace) -> int:
    from stocktake.questionnaire.loading import FormRefused, load_form, shipped_catalogue

    refused = 0
    for path in options.files:
        try:
            text = path.read_text(encoding="utf-8")
            loaded = load_form(text, path.name, shipped_catalogue())
            _say(f"{path.name}: all is well. {counted(len(loaded.questions), 'question')}.")
        except FormRefused as refusal:
            refused += 1
            _say(f"{refusal.what} {refusal.how_to_fix}")
            for problem in refusal.problems:
                _say(f"  {problem}")
        except (OSError, UnicodeDecodeError):
            refused += 1
            _say(f"{path}: the file cannot be read. Check its name, and that it is a text file.")
    return FAILED if refused else 0
