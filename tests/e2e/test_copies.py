"""`sayso check` of a page: whole, changed, and no such page."""

from __future__ import annotations

from pathlib import Path

import pytest

from sayso import cli


def test_a_page_is_checked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a.txt").write_text("The Red Front shelled the harbour on Friday, the mayor said.", encoding="utf-8")
    assert cli.main(["read", "a.txt", "--format", "html", "-o", "copy.html"]) == 0
    assert cli.main(["export", "a.txt", "--to", "html", "-o", "brief.html"]) == 0
    capfd.readouterr()
    for page in ("copy.html", "brief.html"):
        assert cli.main(["check", page]) == 0
        assert "unchanged since it was written; fingerprint" in capfd.readouterr().out
        assert cli.main(["check", page, "--quiet"]) == 0
        assert capfd.readouterr().out == ""
        written = Path(page).read_text(encoding="utf-8")
        Path(page).write_text(written.replace("shelled the", "shelved the"), encoding="utf-8")
        assert cli.main(["check", page]) == 3
        said = capfd.readouterr()
        assert " of a.txt: changed" in said.out and "not what sayso wrote" in said.err
    assert cli.main(["check", "a.txt"]) == 2
    assert "carries no hashes" in capfd.readouterr().err
    Path("copy.html").write_bytes(b"\xff\xfe<p data-seal=x></p>")
    assert cli.main(["check", "copy.html"]) == 3
