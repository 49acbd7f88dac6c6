"""What people, states and groups are called in sentences of ours: their names, without the words that judge.

"Huseyniyyun terrorist group" is Huseyniyyun to us; a phrase that cannot be told without judging is quoted instead.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import cache, cached_property

from sayso.lexicon.countries import countries
from sayso.records.actor import Mention
from sayso.records.claim import Holder
from sayso.records.document import Span
from sayso.records.event import When
from sayso.records.finding import Linked
from sayso.records.report import Report
from sayso.showing.neutral import neutral
from sayso.showing.wording import flat, listed, quoted, table, unique

# A pseudonym with a short role before it ("Corporal person-…"), and not with a whole clause.
_ROLE_CHARS = 50
_DETERMINER = re.compile(r"\b(the|an?) $", re.I)
_WORD = re.compile(r"[\w'’.]+(?:-[\w'’.]+)*|[^\w\s]")
# "Karelia", but also "al-Shabaab" and "d'Ivoire".
_OWNER = re.compile(r"([A-Z][^,]*?)['’]s? ")
_CAPITAL = re.compile(r"(?:[a-z]{1,3}['’-])?[^\W\d_a-z]")
_OWN = frozenset(
    {"its", "his", "her", "their", "our", "my", "your", "this", "that", "these", "those", "the", "a", "an"}
)


@dataclass(frozen=True, slots=True)
class Name:
    """How somebody is called, and whether the verb that follows is plural."""

    text: str
    plural: bool = False


@dataclass(frozen=True)
class Names:
    """The names used in one report's sentences.

    Attributes:
        report: the masked report.
        linked: its actors; a mention that resolves to one is called by that actor's name.
    """

    report: Report
    linked: Linked

    @cached_property
    def outlet(self) -> str:
        """The outlet, by name where the report has one."""
        name = self.report.document.outlet
        if not name:
            return str(table("unnamed_outlet")[self.report.document.genre])
        name = flat(name)
        return f"the {name}" if needs_article(name) and name.split()[0].lower() not in _OWN else name

    @cached_property
    def _now(self) -> frozenset[Span]:
        return frozenset(t.span for t in self.report.times if t.value == "PRESENT_REF")

    @cached_property
    def _loaded(self) -> frozenset[str]:
        return frozenset(w.text.lower() for w in self.report.loaded)

    @cached_property
    def _known(self) -> dict[str, Name]:
        return {}

    @cached_property
    def _with_article(self) -> frozenset[str]:
        """Mention texts that the report itself mostly puts "the" before."""
        return frozenset(words for words, n in self._determiners.items() if n["the"] * 2 > n.total())

    @cached_property
    def _determiners(self) -> dict[str, Counter[str]]:
        """What stands before each mention's words in the report: "the", "a", or nothing."""
        text, found = self.report.document.text, dict[str, Counter[str]]()
        for m in self.report.mentions:
            before = _DETERMINER.search(text, max(0, m.start - 5), m.start)
            word = before[1].lower() if before else ""
            found.setdefault(m.text, Counter())["a" if word == "an" else word] += 1
        return found

    def of(self, mention: str) -> Name:
        """The name of a mention's actor, else the mention's own words."""
        if mention not in self._known:
            self._known[mention] = self._name(self.report.mention_by_id.get(mention))
        return self._known[mention]

    def several(self, mentions: tuple[str, ...]) -> Name:
        """The names of several mentions, each actor once.

        An empty name stands for nobody; two or more are plural.
        """
        found = [self.of(m) for m in mentions]
        words = unique(name.text for name in found)
        words = [w for w in words if not any(f" {o} ".startswith(f" {w} ") for o in words if o != w)]
        return Name(listed(words), plural=len(words) > 1 or any(n.plural for n in found[:1]))

    def places(self, mentions: tuple[str, ...]) -> bool:
        """Whether all of them are places or states, which one is in or leaves."""
        found = [self.report.mention_by_id.get(m) for m in mentions]
        return all(m is not None and m.kind in ("place", "state", "facility") for m in found)

    def is_now(self, when: When) -> bool:
        """Whether a date stands for what the text calls now: so far it is known, and no further."""
        return when.span is not None and when.span in self._now

    def holder(self, holder: Holder) -> str:
        """Who puts a claim forward, in words."""
        if holder.kind == "outlet":
            return self.outlet
        if holder.kind == "mention" and holder.mention is not None:
            return self.of(holder.mention).text
        words = holder.text or (holder.span.of(self.report.document.text) if holder.span else "")
        if not words:
            return "unnamed sources"
        turn = re.search(table("hearsay"), words.strip())
        return f"unnamed sources ({quoted(words)})" if turn else f"a source given as {quoted(words)}"

    def _name(self, mention: Mention | None) -> Name:
        if mention is None:
            return Name("somebody not named")
        actor = self.linked.actor_of.get(mention.id)
        words = actor.name if actor is not None and is_name(actor.name) else mention.text
        kind = actor.kind if actor is not None else mention.kind
        if actor is not None and kind in ("group", "armed_group") and f"{words}s" in actor.names:
            words += "s"
        if mention.private or (actor is not None and actor.private):
            forms = [mention.text, *(actor.names if actor is not None else ())]
            fullest = max((f for f in forms if len(f) <= _ROLE_CHARS), key=len, default=mention.text)
            return Name(self._private(neutral(flat(fullest), self._loaded) or flat(mention.text), mention, kind))
        plain = neutral(small(_unowned(flat(words))), self._loaded)
        plain = _unowned(plain) if plain else None
        if plain in _states():
            state = _states()[plain]
            return Name(f"the {state}" if needs_article(state) else state)
        if plain is None or _points(plain):
            return Name(quoted(mention.text), plural=is_plural(mention.text, kind))
        return Name(self._article(plain, words, kind), plural=is_plural(plain, kind))

    def _private(self, plain: str, mention: Mention, kind: str) -> str:
        """A pseudonym with its role, or the role alone, which takes an article: "the manager of person-1a2b3c4d"."""
        plain = small(plain)
        if _points(plain):
            return quoted(mention.text)
        own, _, _ = plain.partition(" of ")
        return plain if "person-" in own else self._article(plain, mention.text, kind)

    def _article(self, plain: str, words: str, kind: str) -> str:
        """`plain` with the article that English or the report itself puts before it."""
        first, *rest = plain.split() or [""]
        if (owner := _OWNER.match(plain)) is not None:  # "Finland's president", "the Red Brigade's men"
            return f"the {plain}" if needs_article(owner[1]) else plain
        if first.lower() in _OWN or first.lower() in table("openers_alone") or (kind == "person" and is_name(plain)):
            return plain
        if not is_name(plain):
            if words in self._with_article:
                return f"the {plain}"
            adjective = first in _states() and kind not in ("person", "group")
            if is_plural(plain, kind) or adjective or not plain[0].isalpha():
                return plain
            once = self._determiners.get(words, Counter())["a"]
            return f"{'an' if first[0].lower() in 'aeiou' else 'a'} {plain}" if once else f"the {plain}"
        said = words in self._with_article and kind not in ("state", "place")
        many = kind in ("group", "armed_group") and not rest and is_plural(plain, kind)
        return f"the {plain}" if said or many or needs_article(plain) else plain


def _unowned(phrase: str) -> str:
    """Without the possessive that a name is left with."""
    return re.sub("['’]s$|(?<=s)['’]$", "", phrase)


def _points(phrase: str) -> bool:
    """Whether a phrase only points at somebody ("they"), or speaks as one of them ("our troops")."""
    first, _, rest = phrase.lower().partition(" ")
    return first in table("pronouns") and (not rest or first in ("our", "my", "your"))


@cache
def _states() -> dict[str, str]:
    """States by the adjective that stands for them: a report's bare "Finnish" is Finland."""
    return {a: c.name for c in countries().values() for a in c.adjectives}


def small(phrase: str) -> str:
    """A description that stood at the start of a sentence, as it stands within one.

    >>> small("Many members of the League"), small("Border League"), small("Border guards")
    ('many members of the League', 'Border League', 'border guards')
    """
    first, _, rest = phrase.partition(" ")
    if first.lower() in table("openers") and not is_name(rest or "x") and first != "I":
        return first.lower() + (f" {rest}" if rest else "")
    return phrase


def head_word(phrase: str) -> str:
    """The head of a noun phrase, roughly: the last word before "of", "in", "for" or a comma.

    >>> head_word("Ministry of Foreign Affairs"), head_word("Finnish border guards")
    ('Ministry', 'guards')
    """
    words = _WORD.findall(re.split(r" (?:of|in|for|on|at|near|from|to) |,|\(", phrase)[0])
    return words[-1] if words else phrase


def is_name(phrase: str) -> bool:
    """Whether a phrase is a proper name: its head is capitalised.

    >>> is_name("Quds Force"), is_name("Finnish border guards"), is_name("they")
    (True, False, False)
    """
    head = head_word(phrase)
    return _CAPITAL.match(head) is not None or (head[:1].isdigit() and not phrase.islower())


def needs_article(name: str) -> bool:
    """Whether a proper name takes "the" in English.

    >>> needs_article("Quds Force"), needs_article("IRGC"), needs_article("Finland"), needs_article("NATO")
    (True, True, False, False)
    """
    articles = table("articles")
    head = head_word(name)
    if head.lower() in articles["heads"] or name.split()[0].lower() in articles["firsts"]:
        return True
    return head.isupper() and 1 < len(head) < 7 and head.isalpha() and head not in articles["acronyms_without"]


def is_plural(phrase: str, kind: str) -> bool:
    """Whether a verb after the phrase is plural.

    >>> is_plural("Houthis", "armed_group"), is_plural("United States", "state"), is_plural("many members", "group")
    (True, False, True)
    """
    head = head_word(phrase)
    lower = head.lower()
    if lower in ("they", "we", "these", "those"):
        return True
    if kind == "person" or lower in ("corps", "us"):
        return False
    if lower in table("plurals"):
        return True
    if head[:1].isupper() and kind not in ("armed_group", "group"):
        return False
    if lower.endswith(("men", "women", "people", "children")) and len(lower) > 4:
        return True
    return lower.endswith("s") and not lower.endswith(("ss", "us"))
