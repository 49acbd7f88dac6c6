"""Web addresses: fetched only when the user names one, with a time limit and a size limit."""

from __future__ import annotations

import http.client
from datetime import UTC, datetime
from urllib.error import HTTPError, URLError
from urllib.request import Request, urlopen

from sayso.config import Settings
from sayso.errors import InputError, NotFoundError, TooLargeError, UnreadableError

SECONDS = 20.0
_AGENT = "Mozilla/5.0 (compatible; sayso; reads one page on request)"
_HINT = "check the address and your connection, or save the page and give the file"


def fetch(address: str, *, settings: Settings) -> tuple[bytes, str]:
    """The bytes at a web address, and when they were fetched (UTC, ISO).

    Raises:
        NotFoundError: no such page.
        UnreadableError: the server refuses or does not answer.
        TooLargeError: the page is over the size limit.
    """
    request = Request(address, headers={"User-Agent": _AGENT, "Accept": "text/html,application/pdf,text/plain,*/*"})
    try:
        with urlopen(request, timeout=SECONDS) as answer:
            data = answer.read(settings.max_bytes + 1)
    except HTTPError as error:
        raise _refused(address, error.code) from error
    except (URLError, TimeoutError, http.client.HTTPException, OSError, ValueError) as error:
        reason = str(getattr(error, "reason", "") or error) or type(error).__name__
        raise UnreadableError(f"the page cannot be had: {reason}", where=address, hint=_HINT) from error
    if len(data) > settings.max_bytes:
        limit = f"{settings.max_bytes / 1e6:,.0f} MB"
        raise TooLargeError(f"the page is over the limit of {limit}", where=address, hint="save the part you need")
    return data, datetime.now(UTC).isoformat(timespec="seconds")


def _refused(address: str, status: int) -> InputError:
    if status in (404, 410):
        return NotFoundError(f"no such page (HTTP {status})", where=address, hint="check the address")
    return UnreadableError(f"the server refused (HTTP {status})", where=address, hint="save the page and give the file")
