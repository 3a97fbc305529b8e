"""The PCN workbook says what its practices say, and no more than it may."""

import re
import zipfile
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from pcn_files import cells_of, opened, rows_under, sample_collection, texts_of
from python_calamine import CalamineWorkbook

from stocktake.errors import StocktakeError
from stocktake.merge.collection import Collection, collect
from stocktake.merge.pcn import DecisionAsked
from stocktake.merge.versions import Version
from stocktake.questionnaire.answers import Address, Answers, answered
from stocktake.questionnaire.loading import shipped_form, shipped_form_ids
from stocktake.questionnaire.provenance import Provenance
from stocktake.questionnaire.submission import Subject, Submission
from stocktake.tasks.combine import look
from stocktake.workbooks.exports.look import GAP_FILLS, LEVEL_FILLS
from stocktake.workbooks.exports.pcn import write_pcn_workbook
from stocktake.workbooks.exports.pcn_rows import is_held
from stocktake.workbooks.payload_json import from_text
from stocktake.workbooks.payload_part import find_payload
from stocktake.workbooks.reading import Forms, read_workbook
from stocktake.workbooks.zip_parts import open_archive

SHEETS = [
    "Read me", "Decision page", "Heat map", "Domains", "Requirements", "Priorities",
    "People and money", "Weaknesses", "Needs", "Sharing", "Services", "Population", "Members",
    "Problems and decisions", "Long data", "Wide data", "Workings",
]  # fmt: skip


def fill(cell) -> str:
    return cell.fill.fgColor.rgb[-6:]


def a_practice(number: int, **said: object) -> Version:
    """A practice that has said very little."""
    form = shipped_form("practice_stocktake")
    said = {"profile__list_size": Decimal(9000), "admin__show_name": "yes", **said}
    made = Submission(
        subject=Subject("practice", f"A{number:05d}", f"The {number} Surgery", "Tideway", "U1"),
        form_id=form.id,
        round="2026/27",
        form_version=form.form.version,
        form_hash=form.hash,
        return_id=f"return-{number:03d}",
        assessed_on=date(2026, 11, 22),
        answers=Answers({Address(q.replace("__", ".")): answered(v) for q, v in said.items()}),
    )
    return Version(made, Provenance(f"{number}.xlsx", "0" * 64))


def write_of(path: Path, collection: Collection) -> Path:
    return write_pcn_workbook(path, look(collection), collection, ())


def test_it_has_its_sheets_in_their_order(pcn_workbook: Path) -> None:
    assert opened(pcn_workbook).sheetnames == SHEETS


def test_the_first_cell_says_that_it_is_no_contract_return(pcn_workbook: Path) -> None:
    assert opened(pcn_workbook)["Read me"]["A1"].value == (
        "Working document. Not a contract return."
    )


def test_a_sample_says_so_on_every_sheet(pcn_workbook: Path) -> None:
    for sheet in opened(pcn_workbook):
        assert "Sample - made-up practices" in sheet.oddHeader.center.text
        assert "Harbour && Vale, 2026/27" in sheet.oddHeader.left.text


def test_a_real_pcn_is_not_marked_as_a_sample(tmp_path: Path) -> None:
    path = write_of(tmp_path / "real.xlsx", collect([a_practice(1)]))
    assert not any("sample" in text.lower() for text in texts_of(path))


@pytest.mark.parametrize(
    ("domain", "medians", "least", "most", "agreement", "at_three", "weighted", "index"),
    [
        ("Access and demand", (2, 2), 1, 3, "mixed", 26.8, 2, 2.1),
        ("Digital, data and information governance", (2, 3), 0, 3, "split", 63.2, 3, 2.3),
    ],
)
def test_the_domains_are_those_of_g_t1(
    pcn_workbook: Path, domain, medians, least, most, agreement, at_three, weighted, index
) -> None:
    row = next(r for r in rows_under(pcn_workbook, "Domains", "Domains") if r["Domain"] == domain)
    assert (row["Lower median"], row["Upper median"]) == medians
    assert (row["Lowest"], row["Highest"], row["Agreement"]) == (least, most, agreement)
    patients = rows_under(pcn_workbook, "Domains", "Patients_at_or_above")
    assert next(r for r in patients if r["Domain"] == domain)["At 3 or above, %"] == at_three
    workings = rows_under(pcn_workbook, "Workings", "Level_counts")
    found = next(r for r in workings if r["Domain"] == domain)
    assert (found["Weighted median"], found["Index weighted by list size"]) == (weighted, index)


def test_a_practice_two_levels_from_the_middle_stands_apart(pcn_workbook: Path) -> None:
    rows = {row["Domain"]: row for row in rows_under(pcn_workbook, "Domains", "Domains")}
    assert rows["Digital, data and information governance"]["Stands apart"] == "practice A"
    assert not rows["Access and demand"]["Stands apart"]


def test_the_index_stands_only_on_the_workings_sheet(pcn_workbook: Path) -> None:
    for title, cells in cells_of(pcn_workbook).items():
        says_index = any("index" in str(v).lower() for v in cells.values())
        assert not says_index or title in ("Workings", "Long data", "Wide data")


def test_the_decision_page_is_in_the_order_a_board_asks(pcn_workbook: Path) -> None:
    column = [row[0].value for row in opened(pcn_workbook)["Decision page"]["A1:A120"]]
    heads = [str(v) for v in column if v and re.match(r"\d\. ", str(v))]
    assert [head.partition(". ")[2] for head in heads] == [
        "Decisions asked of the board",
        "Agreed priorities",
        "Duties overdue",
        "Help offered and help asked",
        "Levels now, practice by practice",
        "Who answered",
    ]
    said = "\n".join(str(v) for v in column if v)
    assert "4 of 4 practices, 100% of patients, want Same-day handling of urgent need" in said
    assert "0.4 WTE healthcare assistant could move from Quayside to Millbrook and St Osw" in said


def test_decisions_asked_of_the_board_have_cost_payer_and_date(tmp_path: Path) -> None:
    collection = collect([a_practice(1), a_practice(2)])
    asked = DecisionAsked("Hire a pharmacist", Decimal(42000), "ICB", date(2027, 4, 1), 2)
    seen = replace(look(collection), decisions=(asked,) * 6)
    path = write_pcn_workbook(tmp_path / "pcn.xlsx", seen, collection, ())
    rows = rows_under(path, "Decision page", "Decisions")
    assert len(rows) == 5
    assert rows[0]["Cost"] == 42000
    assert rows[0]["By when"].date() == date(2027, 4, 1)
    assert (rows[0]["Who pays"], rows[0]["Practices for it"]) == ("ICB", 2)


def test_levels_and_gaps_are_digits_on_their_colours(pcn_workbook: Path) -> None:
    book = opened(pcn_workbook)
    for sheet, table, fills in (
        ("Decision page", "Levels_now", LEVEL_FILLS),
        ("Heat map", "Gaps_best_guess", GAP_FILLS),
    ):
        _, *rows = book[sheet][book[sheet].tables[table].ref]
        cells = [cell for row in rows for cell in row[1:]]
        assert any(isinstance(cell.value, int) for cell in cells)
        for cell in cells:
            if isinstance(cell.value, int):
                assert fill(cell) == fills[cell.value]
            else:
                assert cell.value in ("?", "–", "none dated")
                assert cell.fill.fill_type == "lightUp"


def test_no_dated_expectation_is_not_shown_as_no_gap(pcn_workbook: Path) -> None:
    rows = {row["Practice"]: row for row in rows_under(pcn_workbook, "Heat map", "Gaps_best_guess")}
    assert rows["Millbrook"]["Premises"] == "none dated"
    assert rows["Millbrook"]["Access"] == 0
    assert rows["St Oswin's"]["Access"] == 2


def test_practices_short_are_counted_under_all_three_views(pcn_workbook: Path) -> None:
    for view in ("best_guess", "firm", "stretch"):
        rows = rows_under(pcn_workbook, "Requirements", f"Short_{view}")
        access = next(row for row in rows if row["Domain"] == "Access and demand")
        assert access["2026/27"] == "3 of 4 short (3)"
    chart = rows_under(pcn_workbook, "Requirements", "Short_by_domain")
    estate = next(row for row in chart if row["Domain"] == "Premises and estate")
    assert (estate["Short"], estate["No dated expectation"]) == (0, 4)


def test_a_practice_that_is_not_named_is_nowhere_to_be_seen(pcn_workbook: Path) -> None:
    texts = texts_of(pcn_workbook)
    assert any("Quayside" in text for text in texts)
    assert not [text for text in texts if re.search("fellgate|Y99904", text, re.IGNORECASE)]
    rows = rows_under(pcn_workbook, "Long data", "Long_data")
    assert {row["File"] for row in rows if row["Practice"] == "practice A"} == {
        "file of practice A"
    }


def test_its_answers_that_say_who_it_is_are_held(pcn_workbook: Path) -> None:
    rows = rows_under(pcn_workbook, "Long data", "Long_data")
    places = {
        row["Practice"]: row["Answer"]
        for row in rows
        if row["Question id"] == "profile.postcode_district"
    }
    assert places["practice A"] == "held"
    assert places["Quayside"] == "QX1"


def test_what_others_say_of_it_does_not_name_it_either(tmp_path: Path) -> None:
    words = "We share a nurse with Village Green, a village surgery"
    collection = collect(
        [
            a_practice(1, profile__known_changes=words),
            Version(
                replace(
                    a_practice(2, admin__show_name="no").submission,
                    subject=Subject("practice", "B12345", "The Village Green Surgery"),
                )
            ),
        ]
    )
    path = write_of(tmp_path / "pcn.xlsx", collection)
    rows = rows_under(path, "Long data", "Long_data")
    said = next(row for row in rows if row["Question id"] == "profile.known_changes")
    assert said["Answer"] == "We share a nurse with practice A, a village surgery"


def test_confidential_answers_are_never_shown_by_practice(pcn_workbook: Path) -> None:
    forms = {shipped_form(each).form.title: shipped_form(each) for each in shipped_form_ids()}
    seen = set()
    for row in rows_under(pcn_workbook, "Long data", "Long_data"):
        field = forms[row["Form"]].fields.get(row["Question id"])
        if field is not None and field.sensitivity == "C" and field.type != "table":
            assert (row["State"], row["Answer"]) == ("held", "held")
            seen.add(row["Question id"])
    assert {"partnership.trust_rep", "demand.online_open", "finance.nhs_income"} <= seen


def test_trust_and_the_contract_are_counts_of_the_whole_pcn(pcn_workbook: Path) -> None:
    rows = rows_under(pcn_workbook, "Workings", "Held_answers")
    said = {row["What was asked"]: row["As a figure of the whole PCN"] for row in rows}
    trust = next(words for asked, words in said.items() if "people who represent us" in asked)
    assert trust == "3 answered, held."
    online = next(words for asked, words in said.items() if "online requests" in asked)
    assert re.fullmatch(r"(3 of 4 practices|4 of 4 practices|4 answered, held)\.", online)
    leavers = next(words for asked, words in said.items() if "People who left" in asked)
    assert re.match(r"(<5|\d+) people; ", leavers)


def test_every_answer_that_travels_has_its_row_with_file_sheet_and_cell(pcn_workbook: Path) -> None:
    carried = find_payload(open_archive(pcn_workbook.read_bytes()))
    assert carried is not None
    assert carried.is_trusted
    members = from_text(carried.text).members
    rows = rows_under(pcn_workbook, "Long data", "Long_data")
    assert len(rows) == sum(len(member.submission.answers) for member in members)
    shown = {
        (row["Practice"], row["Question id"], row["Row"], row["Column"]): row["Answer"]
        for row in rows
    }
    quayside = next(m for m in members if m.submission.subject.name == "Quayside")
    form = shipped_form(quayside.submission.form_id)
    for address, answer in quayside.submission.answers.items():
        if isinstance(answer.usable, Decimal) and not address.row and not is_held(form, address):
            assert shown["Quayside", address.question, None, None] == answer.usable
    sizes = [row for row in rows if row["Question id"] == "profile.list_size"]
    assert {(row["Sheet"], row["Cell"]) for row in sizes} == {("The practice", "C9")}


def test_what_travels_unseen_is_told_on_the_first_sheet(pcn_workbook: Path) -> None:
    said = " ".join(str(value) for value in cells_of(pcn_workbook)["Read me"].values())
    assert "carries the returns as the practices sent them" in said
    assert "names and codes of all practices" in said


def test_the_two_series_of_money_are_never_added(tmp_path: Path, pcn_workbook: Path) -> None:
    book = opened(pcn_workbook)
    tables = {name for sheet in book for name in sheet.tables}
    assert "Staff_today" in tables
    headings = [cell.value for cell in book["People and money"][1]]
    assert headings[0].startswith("People and money")
    said = " ".join(str(value) for value in cells_of(pcn_workbook)["People and money"].values())
    assert "never added together" in said


def test_numbers_are_numbers_and_text_is_never_a_formula(
    pcn_workbook: Path, tmp_path: Path
) -> None:
    path = write_of(tmp_path / "pcn.xlsx", collect([a_practice(1, profile__known_changes="=1+1")]))
    rows = {row["Question id"]: row for row in rows_under(path, "Long data", "Long_data")}
    assert rows["profile.list_size"]["Answer"] == 9000
    assert rows["profile.known_changes"]["Answer"] == "=1+1"
    for sheet in opened(path):
        assert not [cell for row in sheet for cell in row if cell.data_type == "f"]


def test_two_readers_read_the_same_text(pcn_workbook: Path) -> None:
    theirs = CalamineWorkbook.from_path(str(pcn_workbook))
    for title, cells in cells_of(pcn_workbook).items():
        rows = theirs.get_sheet_by_name(title).to_python(skip_empty_area=False)
        texts = [value for row in rows for value in row if isinstance(value, str) and value]
        assert texts == [value for value in cells.values() if isinstance(value, str)], title


def test_charts_are_excels_own_and_say_what_they_show(pcn_workbook: Path) -> None:
    with zipfile.ZipFile(pcn_workbook) as archive:
        names = archive.namelist()
        assert sum(bool(re.fullmatch(r"xl/charts/chart\d+\.xml", name)) for name in names) >= 2
        for name in names:
            if re.fullmatch(r"xl/drawings/drawing\d+\.xml", name):
                assert 'descr="Bars' in (text := archive.read(name).decode()) or "Stacked" in text


def test_the_same_returns_give_the_same_bytes_in_any_order(
    tmp_path: Path, pcn_workbook: Path
) -> None:
    turned = collect(reversed(sample_collection().versions))
    again = write_of(tmp_path / "again.xlsx", turned)
    assert again.read_bytes() == pcn_workbook.read_bytes()


def test_it_is_read_back_with_its_members_and_where_they_came_from(pcn_workbook: Path) -> None:
    forms = Forms([shipped_form(each) for each in shipped_form_ids()])
    result = read_workbook(pcn_workbook, forms)
    found = collect(Version(m.submission, m.provenance) for m in result.members)
    sent = sample_collection()
    assert [version.key for version in found.versions] == [v.key for v in sent.versions]
    assert [version.provenance for version in found.versions] == [
        version.provenance for version in sent.versions
    ]


def test_beyond_forty_practices_the_data_stand_beside_the_workbook(tmp_path: Path) -> None:
    collection = collect(
        a_practice(n, profile__known_changes="-5 GPs by Friday") for n in range(1, 42)
    )
    path = write_of(tmp_path / "Big PCN.xlsx", collection)
    assert "Long_data" not in opened(path)["Long data"].tables
    told = [str(value) for value in cells_of(path)["Long data"].values()]
    assert any("“Big PCN long data.csv”" in words for words in told)
    text = (tmp_path / "Big PCN long data.csv").read_text(encoding="utf-8-sig")
    assert len(text.splitlines()) == 1 + 41 * 3
    assert "'-5 GPs by Friday" in text
    assert "The 41 Surgery" in text
    wide = (tmp_path / "Big PCN wide data.csv").read_text(encoding="utf-8-sig")
    assert wide.splitlines()[0].count(",") == 2 + 41


def test_a_folder_that_is_not_there_is_said_in_words(tmp_path: Path) -> None:
    collection = collect([a_practice(1)])
    with pytest.raises(StocktakeError) as refused:
        write_of(tmp_path / "nowhere" / "pcn.xlsx", collection)
    assert refused.value.code == "no_folder"


def test_other_years_are_listed_and_not_counted(tmp_path: Path) -> None:
    older = a_practice(1)
    older = Version(replace(older.submission, round="2025/26", return_id="older"))
    path = write_of(tmp_path / "pcn.xlsx", collect([a_practice(1), older]))
    members = rows_under(path, "Members", "Members")
    assert [(row["Year"], row["Counted"]) for row in members] == [
        ("2026/27", "yes"),
        ("2025/26", "no: It is about 2025/26, not 2026/27."),
    ]
    rows = rows_under(path, "Long data", "Long_data")
    assert sorted(row["Counted"] for row in rows) == ["no", "no", "yes", "yes"]


def test_a_text_too_long_for_a_cell_goes_on_in_a_row_of_its_own(tmp_path: Path) -> None:
    path = write_of(
        tmp_path / "pcn.xlsx",
        collect([a_practice(1, profile__known_changes="\U0001f600" * 20_000)]),
    )
    rows = rows_under(path, "Long data", "Long_data")
    first, more = (row for row in rows if row["Question id"] == "profile.known_changes")
    assert more["State"] == "(continued)"
    assert first["Answer"] + more["Answer"] == "\U0001f600" * 20_000
    wide = rows_under(path, "Wide data", "Wide_data")
    said = [r["The 1 Surgery"] for r in wide if r["Question id"] == "profile.known_changes"]
    assert "".join(said) == "\U0001f600" * 20_000


def test_the_chart_of_requirements_is_printed_whole_on_a_page_of_its_own(
    pcn_workbook: Path,
) -> None:
    sheet = opened(pcn_workbook)["Requirements"]
    (chart,) = sheet._charts
    above = chart.anchor._from.row
    assert above in [each.id for each in sheet.row_breaks.brk]
