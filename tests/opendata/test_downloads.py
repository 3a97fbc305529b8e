"""The card that says where each published file is found."""

from stocktake.opendata import DATASETS
from stocktake.opendata.downloads import where_to_download


def test_everything_that_can_be_read_says_where_it_is_found() -> None:
    named = [each for file in where_to_download() for each in file.datasets]
    assert sorted(named) == sorted(each.id for each in DATASETS.values() if not each.refusal)


def test_a_publisher_is_the_same_on_the_card_and_under_the_figures() -> None:
    for file in where_to_download():
        assert {DATASETS[each].publisher for each in file.datasets} == {file.publisher}
        assert file.look_for
        assert file.how_often[0].isupper()
        assert not file.address or file.address.startswith("https://")
