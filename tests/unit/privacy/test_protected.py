"""Minors, victims of sexual violence and witnesses stay masked; the signs are broad on purpose."""

from __future__ import annotations

import pytest

from sayso.privacy.protected import REACH, protection
from sayso.records.document import Span


def of(text: str, name: str = "Ivan Petrov") -> str | None:
    start = text.index(name)
    return protection(text, [Span(start, start + len(name))])


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Ivan Petrov, 16, was shot at the bridge.", "minor"),
        ("Ivan Petrov (9) died.", "minor"),
        ("The 17-year-old Ivan Petrov was held.", "minor"),
        ("Ivan Petrov, aged 12, fled.", "minor"),
        ("Ivan Petrov, a fourteen-year-old, fled.", "minor"),
        ("The schoolboys ran. Ivan Petrov fell.", "minor"),
        ("Ivan Petrov said he had been raped by soldiers.", "victim of sexual violence"),
        ("Soldiers kept Ivan Petrov as a sex slave.", "victim of sexual violence"),
        ("Ivan Petrov testified that the colonel gave the order.", "witness"),
        ("Ivan Petrov told\ninvestigators who fired.", "witness"),
        ("“I saw the trucks,” said Ivan Petrov, an eye-witness.", "witness"),
        ("Ivan Petrov, 41, owned the mill.", None),
        ("Ivan Petrov chaired 16 meetings in 1938.", None),
    ],
)
def test_signs_around_a_name(text: str, kind: str | None) -> None:
    assert of(text) == kind


def test_signs_far_away_do_not_count_and_one_use_is_enough() -> None:
    far = "Ivan Petrov owned the mill. " + "x " * REACH + "A witness came."
    assert of(far) is None
    twice = far + " Ivan Petrov fled."
    last = twice.rindex("Ivan Petrov")
    assert protection(twice, [Span(0, 11), Span(last, last + 11)]) == "witness"
