"""Arrow tables to judgements: which mentions are one actor, which claims are about one incident."""

from sayso.linking.links import Links, link, resolve, view

__all__ = ["Links", "link", "resolve", "view"]
