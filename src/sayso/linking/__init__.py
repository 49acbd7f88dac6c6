"""Arrow tables to judgements: which mentions are one actor, which claims one incident, where claims come from."""

from sayso.linking.links import Links, link, resolve, view
from sayso.linking.origins import provenance_of, tree

__all__ = ["Links", "link", "provenance_of", "resolve", "tree", "view"]
