from datetime import date
from pathlib import Path

import pytest

from stocktake.cli import FAILED, WITH_PROBLEMS, run
from stocktake.errors import StocktakeError
from stocktake.opendata.packing import PackRequest
from stocktake.tasks.prefill_commands import build, show
from tests.opendata.published import ROWS

MAP = str(ROWS / "gp-reg-pat-prac-map_2026-07-01.csv")
LISTS = str(ROWS / "gp-reg-pat-prac-all_2026-03-01.csv")


@pytest.fixture(scope="module")
def pack(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A pack of one PCN. Not to be changed."""
    request = PackRequest(("U89141",), "Harbour and Vale Federation", date(2026, 11, 22))
    folder = tmp_path_factory.mktemp("pack")
    return build([Path(MAP), Path(LISTS)], request, folder, lambda _: None).path


def shown(pack: Path, practice: str = "") -> str:
    said: list[str] = []
    show(pack, said.append, practice)
    return "\n".join(said)


def test_a_pack_is_named_after_its_area_and_says_what_is_in_it(pack: Path) -> None:
    assert pack.name == "STOCKTON PCN.stocktakepack"
    words = shown(pack)
    assert words.startswith(
        "STOCKTON PCN. Made by Harbour and Vale Federation, 22 November 2026.\n"
    )
    assert "Open Government Licence v3.0. NHS England: Patients registered" in words
    assert list(pack.parent.iterdir()) == [pack]


def test_a_practice_is_shown_as_published_and_where_it_stands(pack: Path) -> None:
    words = shown(pack, "a81001")
    assert "  practice name: THE DENSHAM SURGERY\n" in words
    assert "  registered patients: 3743\n" in words
    assert words.endswith("This describes what was recorded. It is not a score.")


def test_a_practice_of_another_area_is_not_in_it(pack: Path) -> None:
    with pytest.raises(StocktakeError) as caught:
        shown(pack, "Z99999")
    assert caught.value.what == "The practice Z99999 is not in this pack."


def test_a_file_that_cannot_be_used_is_named_and_the_rest_goes_on(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rota = tmp_path / "rota.csv"
    rota.write_text("Monday,Tuesday\nAli,Bo\n", encoding="utf-8")
    out = tmp_path / "our.stocktakepack"
    files = [MAP, LISTS, str(rota)]
    assert run(["prefill", "build", *files, "--area", "U89141", "--out", str(out)]) == WITH_PROBLEMS
    assert "rota.csv: left out. This is none of the published files" in capsys.readouterr().out
    assert run(["prefill", "show", str(out)]) == 0
    assert "Made by nobody named" in capsys.readouterr().out


def test_without_the_map_nothing_is_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["prefill", "build", LISTS, "--area", "U89141", "--out", str(tmp_path)]) == FAILED
    assert "gp-reg-pat-prac-map.zip" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_cannot_be_written_to_says_so(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    request = PackRequest(("U89141",), "", date(2026, 11, 22))
    with pytest.raises(StocktakeError) as caught:
        build([Path(MAP)], request, tmp_path / "file" / "x.stocktakepack", lambda _: None)
    assert "x.stocktakepack" in caught.value.what
