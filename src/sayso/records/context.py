"""What another data set says happened: printed beside an incident, and counted for nothing.

A context event is neither a claim nor evidence: it has no span that anybody could look at, and its sources may be the
very reports of the case.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from sayso.records.actor import PlacePrecision

ContextPrecision = Literal["day", "week", "month", "year"]


@dataclass(frozen=True, slots=True)
class ContextEvent:
    """One event of a data set, with its words.

    Attributes:
        dataset: which data set says so: `ACLED`, `UCDP GED`, `GDELT`.
        id: its id there; with `dataset` it names the event.
        type: its type, in the words of the data set.
        start: the first day, ISO.
        end: the last day, ISO; the first if none is given.
        precision: how precisely the day is known.
        sides: those whom the data set names on either side; never a private person.
        place: the name of the place.
        country: ISO 3166-1 alpha-3, where the name of the country is known.
        lat: degrees north, only where the place is no coarser than a town.
        lon: degrees east, likewise.
        place_precision: how precisely the place is known.
        deaths_low: the least number of deaths, if the data set gives one.
        deaths_best: its best estimate.
        deaths_high: the greatest number.
        sources: whom the data set cites.

    >>> ContextEvent("ACLED", "FIN1", "Battles", "1939-11-26", "1939-11-26", "day").sides
    ()
    """

    dataset: str
    id: str
    type: str
    start: str
    end: str
    precision: ContextPrecision
    sides: tuple[str, ...] = ()
    place: str | None = None
    country: str | None = None
    lat: float | None = None
    lon: float | None = None
    place_precision: PlacePrecision | None = None
    deaths_low: int | None = None
    deaths_best: int | None = None
    deaths_high: int | None = None
    sources: tuple[str, ...] = ()

    @property
    def pin(self) -> tuple[float, float] | None:
        """Latitude and longitude, if the place is known that finely."""
        return None if self.lat is None or self.lon is None else (self.lat, self.lon)
