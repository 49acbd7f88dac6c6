"""What two names of one body share, so that a million names are compared only within blocks."""

from __future__ import annotations

from functools import lru_cache

from sayso.lexicon.matching.reading import Sort, read
from sayso.lexicon.matching.sounds import sound


@lru_cache(maxsize=32_768)
def keys(name: str, sort: Sort = "body") -> tuple[str, ...]:
    """The keys of a name: the sound of each word that is its own, else all its general words together.

    >>> keys("Brigade Forty-Four") == keys("44th Brigade"), set(keys("Hizb Allah")) & set(keys("Hezbollah Movement"))
    (True, {'hasbala'})
    >>> keys("the Front"), keys("National Front")
    (('front',), ('front national',))
    """
    words = read(name, sort).words
    own = tuple(dict.fromkeys(sound(w.text) for w in words if w.kind in ("word", "acronym") and len(w.text) > 1))
    return own or ((" ".join(sorted(w.text for w in words)),) if words else ())
