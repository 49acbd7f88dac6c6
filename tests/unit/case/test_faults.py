import os
import signal
import subprocess
import sys
import textwrap
import threading

import pytest

from sayso.case import Case, store
from sayso.errors import CaseError, DiskFullError, LockedError

CHILD = """
import os, signal, sys, importlib.util
spec = importlib.util.spec_from_file_location("made", sys.argv[2])
made = importlib.util.module_from_spec(spec); spec.loader.exec_module(made)
from sayso.case import Case, store
from sayso.privacy import mask
case = Case.open(sys.argv[1])
"""


def child(case, code, **kw):
    made = __file__.replace("test_faults", "conftest")
    program = CHILD + textwrap.dedent(code)
    return subprocess.Popen(
        [sys.executable, "-c", program, str(case.path), made], text=True, stdout=subprocess.PIPE, **kw
    )


@pytest.fixture
def case(tmp_path):
    return Case.open(tmp_path / "case", create=True)


@pytest.mark.parametrize("step", ["originals", "documents", "failures", "runs"])
def test_a_writer_killed_between_two_tables_loses_nothing_committed(case, masked, step):
    with case.writer() as w:
        w.add(masked(case, 1, 2))
    dying = child(
        case,
        f"""
        append = store.append
        def kill(path, rows, schema):
            if path.name == {step!r}:
                os.kill(os.getpid(), signal.SIGKILL)
            return append(path, rows, schema)
        store.append = kill
        with case.writer() as w:
            w.add([mask(made.make(n), key=case.key) for n in (3, 4)])
        """,
    )
    assert dying.wait(60) == -signal.SIGKILL
    dying.stdout.close()
    assert len(list(case.refresh().reports())) == 2
    with case.writer(timeout=5) as w:
        added = w.add(masked(case, 1, 2, 3, 4))
        assert (added.new, added.known) == (2, 2)
    seen = case.refresh()
    assert sorted(r.document.record for r in seen.reports()) == ["r1", "r2", "r3", "r4"]
    assert all(seen.originals(r.document.id) for r in seen.reports())


def test_an_erasure_killed_half_way_is_undone_whole(case, masked):
    batch = masked(case, 1, 2)
    with case.writer() as w:
        w.add(batch)
    dying = child(
        case,
        """
        append = store.append
        def kill(path, rows, schema):
            if path.name == "runs":
                os.kill(os.getpid(), signal.SIGKILL)
            return append(path, rows, schema)
        store.append = kill
        with case.writer() as w:
            w.erase([r.document.id for r in case.reports()], by="editor", reason="asked")
        """,
    )
    assert dying.wait(60) == -signal.SIGKILL
    dying.stdout.close()
    with case.writer(timeout=5) as w:
        assert w.add(batch).known == 2
    seen = case.refresh()
    assert all(seen.originals(r.document.id) for r in seen.reports()) and len(list(seen.reports())) == 2


def test_a_second_writer_waits_and_says_so(case, masked):
    holder = child(
        case,
        """
        with case.writer() as w:
            print("held", flush=True)
            sys.stdin.readline()
            w.add([mask(made.make(1), key=case.key)])
        """,
        stdin=subprocess.PIPE,
    )
    assert holder.stdout.readline() == "held\n"
    with pytest.raises(LockedError, match="another writer"), case.writer(timeout=0.1):
        pass
    told = []

    def let_go(message):
        told.append(message)
        threading.Timer(0.2, lambda: (holder.stdin.write("go\n"), holder.stdin.flush())).start()

    with case.writer(on_wait=let_go) as w:
        assert w.add(masked(case, 1)).known == 1
    assert len(told) == 1 and "waiting" in told[0]
    assert holder.wait(60) == 0
    holder.stdin.close()
    holder.stdout.close()


def test_a_full_disk_keeps_what_was_committed(case, masked, monkeypatch):
    with case.writer() as w:
        w.add(masked(case, 1))
        append = store.append

        def fill(path, rows, schema):
            if path.name == "documents":
                with store.told(path, writing=True):
                    raise OSError(28, "No space left on device")
            return append(path, rows, schema)

        monkeypatch.setattr(store, "append", fill)
        with pytest.raises(DiskFullError, match="no room left"):
            w.add(masked(case, 2))
        monkeypatch.undo()
        assert len(list(case.refresh().reports())) == 1
        assert w.add(masked(case, 1, 2)).new == 1
    assert len(list(case.refresh().reports())) == 2


@pytest.mark.skipif(sys.platform != "linux", reason="file size limits")
def test_a_limit_of_the_system_is_told_as_a_full_disk(case, masked):
    limited = child(
        case,
        """
        import resource
        from sayso.errors import DiskFullError
        resource.setrlimit(resource.RLIMIT_FSIZE, (3000, 3000))
        try:
            with case.writer() as w:
                w.add([mask(made.make(n), key=case.key) for n in range(400)])
        except DiskFullError as error:
            print(error)
        """,
    )
    out, _ = limited.communicate(timeout=120)
    assert "no room left" in out
    with case.writer() as w:
        assert w.add(masked(case, 1)).new == 1


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_that_may_not_be_written(case, masked):
    case.path.chmod(0o500)
    try:
        with pytest.raises(CaseError, match="permission denied"), case.writer() as w:
            w.add(masked(case, 1))
    finally:
        case.path.chmod(0o700)
