"""Runs the code cells of the notebooks in order, without Jupyter: in CI, and with `--store` to keep their outputs.

A notebook is JSON. What a cell prints, and what its last line gives, is its output; a test compares what is stored with
what comes out.
"""

from __future__ import annotations

import ast
import contextlib
import io
import json
import re
import sys
import tempfile
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
ROOT = HERE.parents[1]


def outputs(notebook: dict[str, Any]) -> list[list[dict[str, Any]]]:
    """The outputs of each code cell, run in a folder of its own that has the examples."""
    made = []
    with tempfile.TemporaryDirectory() as folder, contextlib.chdir(folder):
        Path("examples").symlink_to(ROOT / "examples")
        names: dict[str, Any] = {"__name__": "__main__"}
        for cell in notebook["cells"]:
            if cell["cell_type"] == "code":
                made.append(_run("".join(cell["source"]), names))
    return made


def _run(code: str, names: dict[str, Any]) -> list[dict[str, Any]]:
    tree = ast.parse(code)
    last = tree.body.pop() if tree.body and isinstance(tree.body[-1], ast.Expr) else None
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        exec(compile(tree, "cell", "exec"), names)
        value = eval(compile(ast.Expression(last.value), "cell", "eval"), names) if isinstance(last, ast.Expr) else None
    found: list[dict[str, Any]] = []
    if printed.getvalue():
        found.append({"output_type": "stream", "name": "stdout", "text": _lines(printed.getvalue())})
    if value is not None:
        found.append({"output_type": "execute_result", "execution_count": None, "metadata": {}, "data": _data(value)})
    return found


def _data(value: Any) -> dict[str, Any]:
    """What a value shows in a notebook."""
    bundle = value._repr_mimebundle_() if hasattr(value, "_repr_mimebundle_") else {}
    if hasattr(value, "_repr_html_"):
        bundle = {"text/html": value._repr_html_()}
    kept = {kind: data for kind, data in bundle.items() if kind in ("text/html", "image/svg+xml")}
    plain = bundle.get("text/plain") or repr(value)
    return {kind: _lines(data) for kind, data in (kept | {"text/plain": plain}).items()}


def _lines(text: str) -> list[str]:
    return text.splitlines(keepends=True)


def stored(notebook: dict[str, Any]) -> list[list[dict[str, Any]]]:
    """The outputs that a notebook has."""
    return [cell["outputs"] for cell in notebook["cells"] if cell["cell_type"] == "code"]


def plain(found: list[list[dict[str, Any]]]) -> str:
    """Outputs without what a case makes of its own key: pseudonyms, and the ids of incidents."""
    return re.sub(r"(person|incident)-[0-9a-f]{8}", r"\1", json.dumps(found))


def main() -> int:
    """Run all notebooks; store their outputs, or compare."""
    wrong = 0
    for path in sorted(HERE.glob("*.ipynb")):
        notebook = json.loads(path.read_text(encoding="utf-8"))
        found = outputs(notebook)
        if "--store" in sys.argv:
            cells = [cell for cell in notebook["cells"] if cell["cell_type"] == "code"]
            for number, (cell, made) in enumerate(zip(cells, found, strict=True), 1):
                cell["outputs"], cell["execution_count"] = made, number
            path.write_text(json.dumps(notebook, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
        elif plain(found) != plain(stored(notebook)):
            wrong += 1
            sys.stderr.write(f"{path.name}: its outputs are not what comes out; run make docs\n")
    return wrong


if __name__ == "__main__":
    sys.exit(main())
