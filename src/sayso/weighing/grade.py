"""Admiralty grades: F6 until somebody judges; the machine never sets more than it knows."""

from __future__ import annotations

from sayso.records.judgement import Grade


def ungraded(subject: str) -> Grade:
    """The grade everything starts with: the source's reliability and the claim's truth cannot be judged.

    >>> ungraded("sha256:0").admiralty
    'F6'
    """
    return Grade(subject)
