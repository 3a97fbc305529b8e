"""What the child does, done here: every file is begun, told and said, and the end is said."""

from datetime import date

from stocktake.opendata.release import Place
from stocktake.tasks.published_messages import (
    TOGETHER,
    AskedFile,
    Begun,
    Content,
    Finished,
    Message,
    Progress,
    Request,
    Said,
)
from stocktake.tasks.published_reading import answer
from tests.opendata.published import ROWS

LISTS = ROWS / "gp-reg-pat-prac-all_2026-03-01.csv"
TODAY = date(2026, 11, 22)


def said_to(request: Request) -> list[Message]:
    said: list[Message] = []
    answer(request, said.append)
    return said


def test_a_file_is_begun_before_anything_is_done_with_it() -> None:
    said = said_to(Request("bring", TODAY, (AskedFile(bytes(LISTS)),), Place("A81001")))
    kinds = [type(each) for each in said if not isinstance(each, Progress)]
    assert kinds == [Begun, Said, Begun, Content, Finished]
    assert [each.place for each in said if isinstance(each, Begun)] == [0, TOGETHER]
    size = LISTS.stat().st_size
    far = [(each.done, each.total) for each in said if isinstance(each, Progress)]
    assert (far[0], far[-1]) == ((0, size), (size, size))


def test_looking_tells_that_it_goes_on_and_not_how_far() -> None:
    gone = AskedFile(bytes(ROWS / "gone.csv"))
    said = said_to(Request("look", TODAY, (AskedFile(bytes(LISTS)), gone)))
    assert [each.place for each in said if isinstance(each, Said)] == [0, 1]
    assert {each.done for each in said if isinstance(each, Progress)} == {0}
