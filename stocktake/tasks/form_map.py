"""What becomes of answers given to another version of a form: a map by id, for the lead to settle.

Ids never change, so an answer belongs to the question of the same id. Until the lead says that a
version may be added, its answers are shown apart and left out of sums.
Source: content/expectations.md G7 rule 4.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from stocktake.merge.collection import Collection
from stocktake.merge.form_versions import Mapped, other_versions
from stocktake.merge.member import Member
from stocktake.phrases import counted
from stocktake.questionnaire.answers import Answers
from stocktake.questionnaire.loaded import LoadedForm
from stocktake.questionnaire.loading import shipped_form, shipped_form_ids
from stocktake.questionnaire.own_rows import with_own_rows


@dataclass(frozen=True, slots=True)
class VersionMap:
    """One practice's answers to another version of a form, beside the version of the others.

    Attributes:
        form_id, title: the form.
        version, wanted: its version, and the newest that anybody answered.
        code: the practice.
        same: answers to questions that are still asked.
        gone: ids of questions that are asked no longer.
        is_added: the lead said that they are added to the others.
    """

    form_id: str
    title: str
    version: str
    wanted: str
    code: str
    same: int
    gone: tuple[str, ...]
    is_added: bool = False

    @property
    def key(self) -> str:
        """What the lead's ruling is kept under."""
        return f"{self.form_id}/{self.version}"

    @property
    def words(self) -> str:
        """What the map says, in sentences."""
        kept = f"{counted(self.same, 'answer')} to questions that are still asked"
        if not self.gone:
            return f"All {kept}, and each goes to the same question."
        left = counted(len(self.gone), "question is", "questions are")
        return f"{kept}, each to the same question; {left} no longer asked, and stay out."


def version_maps(
    members: tuple[Member, ...], collection: Collection, round_label: str, added: Iterable[str]
) -> tuple[VersionMap, ...]:
    """Map every answer to another version of a form than the newest.

    Args:
        added: versions that the lead said may be added, as "form/version".
    """
    held = {
        (version.identity.subject_code, version.submission.form_id): version.submission.answers
        for version in collection.counted(round_label)
        if version.identity.subject_kind == "practice"
    }
    kept = set(added)
    found = []
    for each in other_versions(members):
        answers = held.get((each.code, each.form_id))
        if answers is None or each.form_id not in shipped_form_ids():
            continue
        form = shipped_form(each.form_id)
        same, gone = _split(answers, with_own_rows(form, answers))
        key = f"{each.form_id}/{each.version}"
        found.append(
            VersionMap(
                each.form_id,
                form.form.title,
                each.version,
                each.wanted,
                each.code,
                same,
                gone,
                key in kept,
            )
        )
    return tuple(found)


def _split(answers: Answers, form: LoadedForm) -> tuple[int, tuple[str, ...]]:
    said = [address for address, answer in answers.items() if answer.is_answered]
    gone = {address.field_id for address in said if address.field_id not in form.fields}
    return sum(1 for address in said if address.field_id not in gone), tuple(sorted(gone))


def mapped_from(added: Iterable[str]) -> Mapped:
    """The versions that may be added, by form, as the merge takes them."""
    found: dict[str, frozenset[str]] = {}
    for key in added:
        form_id, _, version = key.rpartition("/")
        found[form_id] = found.get(form_id, frozenset()) | {version}
    return found


def names_of(members: Iterable[Member]) -> Mapping[str, str]:
    """What practices call themselves, by code: for an e-mail to that practice alone."""
    return {member.code: member.name for member in members}
