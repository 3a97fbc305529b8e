"""Which signed version an export is of, and what of its sign-off is printed."""

from __future__ import annotations

from stocktake.questionnaire.loading import shipped_form
from stocktake.tasks.open_practice import OpenPractice
from stocktake.tasks.sign_off import SignedVersion, standing, version_of
from stocktake.workbooks.exports.data import SignOffBlock

AS_IT_IS = 0
"""In place of a version's number: the return as it stands, signed or draft."""


def signed_version(practice: OpenPractice, form_id: str, version: int) -> SignedVersion | None:
    """The signed version to export; None exports a draft.

    Args:
        practice: the practice and round.
        form_id: a pack of its own; blank is the practice workbook.
        version: the number of a signed version, or ``AS_IT_IS``.

    Raises:
        StocktakeError: ``no_such_version``.
    """
    if version == AS_IT_IS:
        return standing(practice, form_id)
    return version_of(practice, form_id, version)


def block_of(signed: SignedVersion) -> SignOffBlock:
    """The sign-off as it is printed on the first sheet."""
    said = signed.first.said
    return SignOffBlock(
        signed.version,
        said.name,
        said.role,
        said.signed_on,
        said.statement,
        said.second_name,
        said.second_role,
        tuple((shipped_form(f).form.title, each.sha256) for f, each in signed.sign_offs.items()),
    )
