"""Pictures of a whole case: who is said to be tied to whom, where, and when reports came out."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence

from sayso.errors import UsageError
from sayso.exporting import accuses
from sayso.records.judgement import Judgement
from sayso.records.report import Report
from sayso.showing.draw import Picture
from sayso.showing.draw_graph import Line, network
from sayso.showing.draw_map import Spot, map_of
from sayso.showing.draw_time import months
from sayso.showing.network_find import network_of

Draw = Callable[[Sequence[Report], Sequence[Judgement]], Picture]


def drawn(reports: Sequence[Report], judgements: Sequence[Judgement], what: str) -> Picture:
    """A picture of reports.

    Args:
        reports: the reports.
        judgements: what was decided of them.
        what: network, map or months.

    Raises:
        UsageError: there is no such picture.

    >>> drawn([], [], "months").alt
    'Reports by month of publication: .'
    """
    if what not in _PICTURES:
        raise UsageError(f"no picture {what!r}", hint=f"pictures: {', '.join(_PICTURES)}")
    return _PICTURES[what](reports, judgements)


def _network(reports: Sequence[Report], judgements: Sequence[Judgement]) -> Picture:
    found = network_of([r for r in reports if r.document.text], judgements)
    names = {key: node.name for key, node in found.nodes.items()}
    return network(
        [
            Line(names[t.subject], names[t.object], t.type.replace("_", " "), not t.says, max(1, t.origins))
            for t in found.ties
        ]
    )


def _map(reports: Sequence[Report], _: Sequence[Judgement]) -> Picture:
    places = [c.where for r in reports for c in r.claims if c.where is not None]
    told = Counter((w.name, w.lat, w.lon, w.precision or "country") for w in places)
    return map_of(
        [
            Spot(name, lat, lon, fine, count)
            for (name, lat, lon, fine), count in told.most_common()
            if lat is not None and lon is not None
        ]
    )


def _months(reports: Sequence[Report], _: Sequence[Judgement]) -> Picture:
    counted: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for report in reports:
        day = report.document.published.start or report.document.published.end
        if day is not None and report.document.text:
            counted[day[:7]][0] += 1
            counted[day[:7]][1] += sum(map(accuses, report.claims))
    return months([(month, told, accused) for month, (told, accused) in sorted(counted.items())])


_PICTURES: Mapping[str, Draw] = {"network": _network, "map": _map, "months": _months}
