from stocktake.opendata.areas import ENGLAND, Area, Areas, Level
from stocktake.opendata.release import PublishedValue


def said(code: str, key: str, text: str) -> PublishedValue:
    return PublishedValue(code, key, text, text, "text", 1, key)


def test_members_of_an_area_are_in_the_order_of_their_codes() -> None:
    values = [
        said(code, key, text)
        for code in ("A81002", "A81001")
        for key, text in (("practice.code", code), ("icb.code", "Z9B2Z"), ("icb.name", "West"))
    ]
    areas = Areas(values)
    icb = Area(Level.ICB, "Z9B2Z")
    assert areas.members() == {ENGLAND: ("A81001", "A81002"), icb: ("A81001", "A81002")}
    assert areas.name(icb) == "West"
    assert areas.name(ENGLAND) == "England"
    assert areas.practices == {"A81001", "A81002"}


def test_a_value_of_another_dataset_changes_nothing() -> None:
    areas = Areas([said("A81001", "list.registered", "5000")])
    assert areas.practices == frozenset()


def test_an_area_without_a_name_is_called_by_its_code() -> None:
    areas = Areas([said("A81001", "practice.code", "A81001"), said("A81001", "pcn.code", "U1")])
    assert areas.name(Area(Level.PCN, "U1")) == "U1"
