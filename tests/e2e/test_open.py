"""`sayso open` as users start and end it: where it listens, whom it lets in, and that two writers lose nothing."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import httpx
import pytest

from sayso import cli
from sayso.case import Case
from sayso.case.damage import damage_in

SAYSO = [sys.executable, "-m", "sayso"]
PATIENCE = 60.0
TEXT = (
    "VYBORG, May {n} - The Saima Guard shelled depot number {n} near Vyborg on Thursday, killing {n}, the mayor said."
)


def sayso(*arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run([*SAYSO, *arguments], cwd=cwd, capture_output=True, text=True, timeout=240)


class Opened:
    """A reader in a process of its own; what it made is closed with the stack."""

    def __init__(self, process: subprocess.Popen[str], stack: ExitStack) -> None:
        self.process, self.said, self._stack = process, "", stack
        assert process.stderr is not None
        while "(Ctrl-C ends it)" not in self.said:
            line = process.stderr.readline()
            assert line, f"it ended: {self.said}"
            self.said += line
        found = re.search(r"is open at (\S+)", self.said)
        assert found is not None
        self.address = found[1]
        self.base, _, self.token = self.address.partition("?token=")

    def stranger(self, **options: object) -> httpx.Client:
        """A browser that was told nothing."""
        base = self.base.replace("0.0.0.0", "127.0.0.1")
        return self._stack.enter_context(httpx.Client(base_url=base, timeout=PATIENCE, **options))  # type: ignore[arg-type]

    def client(self, **options: object) -> httpx.Client:
        """A browser, once the reader has something to show."""
        made = self.stranger(**options)
        made.get("/", params={"token": self.token} if self.token else {})
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until and made.get("/drop/none").status_code != 404:
            time.sleep(0.1)
        return made

    def interrupted(self) -> int:
        """What it ends with on Ctrl-C."""
        self.process.send_signal(signal.SIGINT)
        _, rest = self.process.communicate(timeout=PATIENCE)
        self.said += rest
        return self.process.returncode


@contextmanager
def opened(case: Path, *arguments: str, browser: str = "--no-browser", **environ: str) -> Iterator[Opened]:
    process = subprocess.Popen(
        [*SAYSO, "open", case.name, "--port", "0", browser, *arguments], cwd=case.parent, text=True,
        stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, env={**os.environ, **environ},
    )  # fmt: skip
    with process, ExitStack() as stack:
        stack.callback(process.kill)
        yield Opened(process, stack)


@pytest.fixture(scope="module")
def read(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("open")
    rows = [{"id": f"r{n}", "text": TEXT.format(n=n), "date": f"2019-05-{n:02}"} for n in range(3, 9)]
    (folder / "in.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    assert cli.main(["read", str(folder / "in.jsonl"), "--case", str(folder / "depot"), "--workers", "0", "-q"]) == 0
    return folder


@pytest.fixture
def case(read: Path, tmp_path: Path) -> Path:
    shutil.copytree(read, tmp_path, dirs_exist_ok=True)
    return tmp_path / "depot"


def _csrf(client: httpx.Client) -> str:
    found = re.search(r'name="csrf" content="([0-9a-f]+)"', client.get("/").text)
    assert found is not None
    return found[1]


@pytest.mark.slow
def test_it_opens_answers_its_own_name_only_and_ends_with_the_case_whole(case: Path) -> None:
    with opened(case, "--by", "R. Editor") as reader:
        assert re.fullmatch(r"http://127\.0\.0\.1:\d+/", reader.address) and "warning" not in reader.said
        client = reader.client()
        assert client.get("/reports").status_code == 200
        for host in ("evil.example", "127.0.0.1", "127.0.0.1:1"):
            assert client.get("/", headers={"host": host}).status_code == 421
        assert client.post("/judge/undo", data={"decision": "0" * 16, "by": "R. Editor"}).status_code == 403
        key = re.findall(r"/report/([0-9a-f]{16})", client.get("/reports").text)[0]
        document = next(d.id for d in (r.document for r in Case.open(case).reports()) if key in d.id)
        form = {"csrf": _csrf(client), "claims": f"{document}#c1", "verdict": "positive", "by": "R. Editor"}
        assert client.post("/judge/review", data=form).status_code == 303
        assert reader.interrupted() in (0, 130)
        assert "Traceback" not in reader.said
    assert damage_in(case) == []
    assert [j.made_by for j in Case.open(case).judgements()] == ["R. Editor"]


def test_it_refuses_what_is_not_safe(case: Path, capfd: pytest.CaptureFixture[str]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        for arguments, words in (
            (("--host", "0.0.0.0"), "others could reach this address"),
            (("--host", "0.0.0.0", "--token", "short"), "16 characters or more"),
            (("--certificate", "cert.pem"), "comes with its key"),
            (("--host", "203.0.113.9", "--token", "auto"), "cannot listen there"),
            (("--port", str(taken.getsockname()[1])), "another reader may be open"),
        ):
            assert cli.main(["open", str(case), "--no-browser", "--port", "0", *arguments]) == 2
            said = capfd.readouterr().err
            assert words in said and "is open" not in said and "Traceback" not in said


def test_with_a_token_others_are_let_in_and_the_user_is_warned(case: Path) -> None:
    with opened(case, "--host", "0.0.0.0", "--token", "auto") as reader:
        assert reader.process.stderr is not None
        reader.said += reader.process.stderr.readline()
        assert "warning: others can reach this address" in reader.said and "anybody on the way can read" in reader.said
        stranger = reader.stranger()
        for path in ("/", "/?token=wrong", "/reports", "/static/reader.css", "/openapi.json"):
            assert stranger.get(path).status_code == 401
        assert len(reader.token) >= 16
        assert reader.client().get("/reports").status_code == 200


def test_the_browser_is_opened_at_the_address_and_https_has_secure_cookies(case: Path, tmp_path: Path) -> None:
    script, told = tmp_path / "browser", tmp_path / "opened"
    script.write_text(f'#!/bin/sh\necho "$1" > {told}.part && mv {told}.part {told}\n', encoding="utf-8")
    script.chmod(0o700)
    certificate, key = _certificate(tmp_path)
    arguments = ("--certificate", str(certificate), "--key", str(key))
    with opened(case, *arguments, browser="--browser", BROWSER=f"{script} %s") as reader:
        assert reader.address.startswith("https://127.0.0.1:")
        assert "Secure" in reader.stranger(verify=False).get("/").headers["set-cookie"]
        assert reader.client(verify=False).get("/reports").status_code == 200
        until = time.monotonic() + PATIENCE
        while not told.exists() and time.monotonic() < until:
            time.sleep(0.05)
        assert told.read_text(encoding="utf-8").strip() == reader.address


def test_a_folder_that_is_not_there_becomes_a_case(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    with opened(tmp_path / "fresh") as reader:
        assert reader.client().get("/reports").status_code == 200
    assert Case.open(tmp_path / "fresh").version == 0
    (tmp_path / "letters").mkdir()
    (tmp_path / "letters" / "a.txt").write_text("x", encoding="utf-8")
    assert cli.main(["open", str(tmp_path / "letters"), "--no-browser", "--port", "0"]) == 3
    assert "not a case and not empty" in capfd.readouterr().err


def test_what_is_sent_before_the_case_is_ready_is_not_taken_for_done(
    case: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from starlette.testclient import TestClient

    from sayso.web.app import guarded, make_app
    from sayso.web.desk import Desk
    from sayso.web.guard import Locks

    monkeypatch.setattr(Desk, "start", lambda *_, **__: None)
    reader = TestClient(guarded(make_app(case), Locks(frozenset({"testserver"}))))
    assert "being prepared" in reader.get("/").text
    assert reader.post("/judge/review", data={}).status_code == 503
    answer = reader.get("/reports", headers={"accept": "application/json"})
    assert answer.status_code == 503 and "not done" in answer.json()["problem"]


@pytest.mark.slow
def test_the_page_and_commands_at_once_lose_nothing(case: Path) -> None:
    more = [{"id": f"m{n}", "text": TEXT.format(n=n)} for n in range(10, 14)]
    (case.parent / "more.jsonl").write_text("\n".join(map(json.dumps, more)), encoding="utf-8")
    reports = {r.document.record: r for r in Case.open(case).reports()}
    with opened(case) as reader:
        client = reader.client()
        csrf = _csrf(client)
        calls = []
        for n, record in enumerate(("r3", "r4", "r5") * 4):
            form = {"csrf": csrf, "claims": f"{reports[record].document.id}#c1", "by": f"Page {n}", "why": "read it",
                    "verdict": "positive" if n % 2 else "negative"}  # fmt: skip
            calls.append(lambda form=form: client.post("/judge/review", data=form).status_code - 303)
        for n, record in enumerate(("r6", "r7", "r8")):
            words = ["review", "depot", f"{record}#c1", "--confirm", "--by", f"Command {n}", "--reason", "read it"]
            calls.insert(3 * n, lambda words=words: sayso(*words, cwd=case.parent).returncode)
        calls.insert(
            2,
            lambda: sayso("read", "more.jsonl", "--case", "depot", "-q", "--workers", "0", cwd=case.parent).returncode,
        )
        with ThreadPoolExecutor(5) as pool:
            assert list(pool.map(lambda call: call(), calls)) == [0] * 16
        page = client.get("/decisions").text
        assert reader.interrupted() in (0, 130)
    now = Case.open(case)
    wanted = {f"Page {n}" for n in range(12)} | {f"Command {n}" for n in range(3)}
    assert {j.made_by for j in now.judgements()} == wanted
    assert all(name in page for name in wanted)
    assert {r.document.record for r in now.reports()} == {*reports, "m10", "m11", "m12", "m13"}
    assert damage_in(case) == []


@pytest.mark.slow
def test_a_reader_that_is_ended_while_it_reads_leaves_the_case_whole_and_no_text_elsewhere(
    case: Path, tmp_path: Path
) -> None:
    (elsewhere := tmp_path / "elsewhere").mkdir()
    files = [("files", (f"{n}.txt", TEXT.format(n=n).encode())) for n in range(100, 160)]
    with opened(case, TMPDIR=str(elsewhere)) as reader:
        client = reader.client()
        answer = client.post(f"/drop?csrf={_csrf(client)}", files=files, headers={"accept": "application/json"})
        assert answer.status_code == 200
        time.sleep(2)  # it is being read, or about to be
        assert reader.interrupted() in (0, 130)
        assert "Traceback" not in reader.said
    with Case.open(case).writer(timeout=PATIENCE):  # whoever wrote has ended
        assert damage_in(case) == []
    assert len({r.document.id for r in Case.open(case).reports()}) in range(6, 67)
    assert not list(elsewhere.glob("sayso-drop-*"))


def _certificate(folder: Path) -> tuple[Path, Path]:
    """A certificate of our own, for this machine and a day."""
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec

    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "127.0.0.1")])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
        .serial_number(1).not_valid_before(now - timedelta(days=1)).not_valid_after(now + timedelta(days=1))
        .sign(key, hashes.SHA256())
    )  # fmt: skip
    (folder / "cert.pem").write_bytes(made.public_bytes(serialization.Encoding.PEM))
    (folder / "key.pem").write_bytes(
        key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    )
    return folder / "cert.pem", folder / "key.pem"
