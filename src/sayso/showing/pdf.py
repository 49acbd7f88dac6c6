"""A page as PDF: printed by a Chromium that is there already, without network; sayso has no renderer of its own."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from pathlib import Path

from sayso.errors import DiskFullError, UnreadableError, UsageError

BROWSERS = (
    "chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "microsoft-edge", "msedge",
    "brave-browser",
)  # fmt: skip
_PLACES = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "C:/Program Files/Google/Chrome/Application/chrome.exe",
    "C:/Program Files (x86)/Microsoft/Edge/Application/msedge.exe",
)
SECONDS = 120


def browser() -> str | None:
    """A browser that can print; None if none is found."""
    named = (found for name in BROWSERS if (found := shutil.which(name)) is not None)
    return next(named, next((place for place in _PLACES if Path(place).is_file()), None))


def printed(html: str) -> bytes:
    """A page as PDF.

    Args:
        html: a page that loads nothing.

    Raises:
        UsageError: no browser is found.
        UnreadableError: the browser does not print.
        DiskFullError: no room for its temporary files.
    """
    found = browser()
    if found is None:
        raise UsageError(
            "no browser that prints is installed (Chromium, Chrome or Edge)",
            where="pdf",
            hint="install one, or write the page with html, open it in any browser, and print it to a file",
        )
    try:
        with tempfile.TemporaryDirectory(prefix="sayso-", ignore_cleanup_errors=True) as folder:
            page, made = Path(folder, "page.html"), Path(folder, "page.pdf")
            page.write_text(html, encoding="utf-8")
            _print(found, Path(folder), page, made)
            return made.read_bytes()
    except FileNotFoundError as error:
        raise UnreadableError(
            "the browser printed nothing", where=found, hint="write html, and print it yourself"
        ) from error
    except OSError as error:
        raise DiskFullError(
            f"temporary files cannot be written: {(error.strerror or str(error)).lower()}",
            where="pdf",
            hint="make room",
        ) from error


def _print(found: str, folder: Path, page: Path, made: Path) -> None:
    # The sandbox cannot be had by root; the page has no script, and its policy loads nothing.
    root = ["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []
    command = [
        found, "--headless", "--disable-gpu", *root, f"--user-data-dir={folder / 'profile'}", "--no-first-run",
        "--disable-background-networking", "--disable-extensions", "--host-resolver-rules=MAP * ~NOTFOUND",
        "--no-pdf-header-footer", f"--print-to-pdf={made}", page.as_uri(),
    ]  # fmt: skip
    try:
        subprocess.run(command, check=False, capture_output=True, timeout=SECONDS)
    except subprocess.TimeoutExpired as error:
        raise UnreadableError(
            "the browser does not come to an end", where=found, hint="write html, and print it yourself"
        ) from error
