"""Arrow tables to judgements: which mentions are one actor, which claims are about one incident."""

from sayso.linking.links import resolve, view

__all__ = ["resolve", "view"]
