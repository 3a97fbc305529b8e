import re
from pathlib import Path

import pytest

from stocktake.tasks.licences import SHIPPED, forms, libraries, licence_text, own_licence

ROOT = Path(__file__).resolve().parents[2]


def test_every_locked_library_is_named_and_no_other() -> None:
    lock = (ROOT / "installer" / "requirements.lock").read_text(encoding="utf-8")
    assert set(SHIPPED) == set(re.findall(r"^([\w.-]+)==", lock, re.MULTILINE))
    assert list(SHIPPED) == sorted(SHIPPED)


def test_every_library_says_its_version_and_its_licence() -> None:
    for each in libraries():
        assert re.match(r"\d", each.version), each
        assert 2 < len(each.licence) < 80, each


@pytest.mark.parametrize("name", SHIPPED)
def test_every_licence_can_be_read_in_full(name: str) -> None:
    text = licence_text(name)
    assert len(text) > 400
    assert re.search("copyright|permission|license", text, re.IGNORECASE)


def test_qt_comes_with_its_notice_the_lgpl_and_an_offer_of_its_source() -> None:
    text = licence_text("PySide6_Essentials")
    assert "under the GNU Lesser General" in text
    assert "Whoever gave you this copy" in text
    assert "GNU LESSER GENERAL PUBLIC LICENSE" in text
    assert "GNU GENERAL PUBLIC LICENSE" in text


def test_a_library_that_is_not_there_says_so() -> None:
    assert "did not come with this copy" in licence_text("no-such-library")


def test_the_licence_shown_is_that_of_the_project() -> None:
    assert own_licence() == (ROOT / "LICENSE").read_text(encoding="utf-8")


def test_every_form_says_its_version_and_hash() -> None:
    found = forms()
    assert "Where are we now?" in [each.title for each in found]
    assert all(each.version and len(each.hash) == 64 for each in found)
