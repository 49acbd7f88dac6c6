"""Where a claim of a case comes from, out of what the case keeps of earlier calls: only new reports are read for it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

from sayso import linking
from sayso.case.slices import Recipe, kept_tables
from sayso.linking import keeping
from sayso.records.origin import OriginTree
from sayso.records.report import Report
from sayso.showing.claim_words import claims_meant, several
from sayso.showing.view import Story
from sayso.showing.wording import flat

if TYPE_CHECKING:
    import pyarrow as pa

    from sayso.case import Case
    from sayso.linking.provenance import Provenance

RECIPE = Recipe("origins", keeping.RULES, (keeping.TEXTS, keeping.LINKS), keeping.text_rows, keeping.link_rows)
Rows = Callable[[Iterable[Report]], Iterable[Report]]


def linked(case: Case, *, through: Rows = iter) -> tuple[pa.Table, Provenance]:
    """The texts of a case and what is known of where they come from; what was added since the last call is compared.

    Args:
        case: the case at one of its versions.
        through: sees each report that has to be read.
    """
    texts, links = kept_tables(case, RECIPE, through=through)
    return texts, keeping.provenance_kept(texts, links)


def origins_in(
    case: Case, asked: str, *, story_of: Callable[[Report], Story], where: str, through: Rows = iter
) -> OriginTree:
    """The origins of the claim that a user means.

    Args:
        case: the case at one of its versions.
        asked: `REPORT#c3` (or `c3` where only one report has it), or words of the claim.
        story_of: the view of a report, for the numbers of its entries.
        where: how the user named the case, for messages.
        through: sees each report that has to be read.

    Raises:
        UsageError: no claim is meant, or several.
    """
    texts, known = linked(case, through=through)
    reports = list(case.reports(_likely(texts, asked)))
    meant = claims_meant(reports, asked, story_of=story_of, where=where)
    tree = linking.tree(known, *meant[0])
    if not {document for document, _ in meant} <= {s.document for o in tree.origins for s in o.steps}:
        raise several(reports, meant, where=where)
    return tree


def _likely(texts: pa.Table, asked: str) -> list[str] | None:
    """The ids of the reports that may be meant, by name or by words; None where any may be."""
    import pyarrow.compute as pc

    name = asked.strip().rpartition("#")[0]
    if name:
        exact = pc.or_(_is(texts["record"], name), pc.or_(_is(texts["uri"], name), _is(texts["document"], name)))
        begun = pc.or_(pc.starts_with(texts["document"], name), pc.starts_with(texts["document"], f"sha256:{name}"))
        return _ids(texts, pc.or_(exact, begun)) or None
    words = sorted(flat(asked).split(), key=len)
    if not words or words[-1].removeprefix("c").isdigit():
        return None
    return _ids(texts, pc.match_substring(texts["text"], words[-1], ignore_case=True)) or None


def _is(column: Any, value: str) -> Any:
    import pyarrow.compute as pc

    return pc.fill_null(pc.equal(column, value), False)


def _ids(texts: pa.Table, mask: Any) -> list[str]:
    found: list[str] = texts["document"].filter(mask).to_pylist()
    return found
