"""One place to touch: whatever is added is listed, and what is listed is all there."""

import ast
from pathlib import Path

import pytest

from stocktake import documents
from stocktake.documents import DOCUMENTS
from stocktake.paths import shipped
from stocktake.questionnaire.loading import load_form, shipped_form_ids
from stocktake.questionnaire.types import TYPES
from stocktake.settings import Settings, described
from stocktake.store.migrations import MIGRATIONS
from stocktake.ui import pages
from stocktake.ui.editors import EDITORS, NOT_EDITED
from stocktake.ui.pages import PAGES
from stocktake.workbooks import exports
from stocktake.workbooks.exports import EXPORTS

ROOT = Path(__file__).resolve().parents[1]


def names_defined(package: object, ends: str, kind: type[ast.stmt]) -> dict[str, str]:
    """Names at the top of a package's files that end so, with the file of each."""
    folder = Path(str(package.__file__)).parent
    return {
        node.name: path.stem
        for path in folder.glob("*.py")
        for node in ast.parse(path.read_text(encoding="utf-8")).body
        if isinstance(node, kind) and node.name.endswith(ends) and node.name[0] != "_"
    }


def source_of(package: object) -> str:
    return Path(str(package.__file__)).read_text(encoding="utf-8")


def test_every_form_in_the_folder_is_offered_and_loads_without_a_problem() -> None:
    found = {path.stem: path for path in shipped("forms").glob("*.toml")}
    assert set(shipped_form_ids()) == set(found)
    for name, path in found.items():
        loaded = load_form(path.read_text(encoding="utf-8"), path.name)
        assert loaded.id == name


def test_every_way_of_editing_that_a_type_names_exists_and_each_is_used() -> None:
    named = {kind.editor for kind in TYPES.values()} - {NOT_EDITED}
    assert named == set(EDITORS)


def test_every_page_is_listed() -> None:
    written = names_defined(pages, "Page", ast.ClassDef)
    listed = source_of(pages)
    assert written
    assert [name for name in written if f"return {name}(" not in listed] == []
    assert len({spec.name for spec in PAGES}) == len(PAGES)
    assert all(spec.belongs_to in {each.name for each in PAGES} for spec in PAGES if not spec.icon)


def test_every_export_is_listed() -> None:
    written = names_defined(exports, "_workbook", ast.FunctionDef)
    # These are made of merged returns and not of one practice's; tasks write them.
    del written["write_pcn_workbook"], written["write_area_workbook"]
    assert {each.write.__name__ for each in EXPORTS.values()} == set(written)
    assert set(EXPORTS) == set(written.values())
    assert all(each.title for each in EXPORTS.values())


def test_every_document_is_listed() -> None:
    written = names_defined(documents, "_document", ast.FunctionDef)
    assert {each.write.__name__ for each in DOCUMENTS.values()} == set(written)
    assert set(DOCUMENTS) == set(written.values())


@pytest.mark.parametrize(("name", "description"), described())
def test_every_setting_has_a_label_or_is_kept_out_of_sight_and_a_default(
    name: str, description: object
) -> None:
    default = getattr(Settings(), name)
    assert default is not None
    if not description.label:
        assert description.help
    if description.choices:
        assert default in [value for value, _ in description.choices]
    if description.lowest is not None:
        assert description.lowest <= default <= description.highest


def test_every_migration_is_numbered_in_its_place_and_has_its_test() -> None:
    assert [int(name[:3]) for name in MIGRATIONS] == list(range(1, len(MIGRATIONS) + 1))
    tests = (ROOT / "tests" / "store" / "test_migrations.py").read_text(encoding="utf-8")
    assert [name for name in MIGRATIONS if f"def test_{name}(" not in tests] == []
    assert list((ROOT / "tests" / "data" / "workspaces").glob("v*.stocktake"))
