"""Reports for people: the terminal, the self-contained page, Markdown, and the pictures in them.

One view, many formats: `story` makes the view of a report, and the rest print stories. Words of the report stand in
“quotation marks”; every sentence of ours that alleges something begins with its asserter.
"""

from __future__ import annotations

from collections.abc import Iterable

from sayso.showing.telling import story
from sayso.showing.view import Story

__all__ = ["Story", "html", "html_fragment", "markdown", "story", "text"]


def text(stories: Iterable[Story], *, width: int = 100, colour: bool = False) -> str:
    """Stories for a terminal, one after another; several have an overview on top."""
    from sayso.showing.report import render_text

    return render_text(stories, width=width, colour=colour)


def html(stories: Iterable[Story]) -> str:
    """Stories as one self-contained page; several have an index."""
    from sayso.showing.page import render_page

    return render_page(stories)


def html_fragment(story: Story) -> str:
    """One story for a notebook: its report without the page around it."""
    from sayso.showing.page import render_fragment

    return render_fragment(story)


def markdown(stories: Iterable[Story]) -> str:
    """Stories as Markdown."""
    from sayso.showing.md import render_markdown

    return render_markdown(stories)
