"""Shows as pages of the site what lies elsewhere: the stored notebooks, the model card, the changes."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

ROOT = Path(__file__).parents[2]
ELSEWHERE = {"model-card.md": ROOT / "models" / "README.md", "changes.md": ROOT / "CHANGELOG.md"}


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add a page for each notebook beside it, and for each file from elsewhere."""
    for uri, source in ELSEWHERE.items():
        files.append(File.generated(config, uri, content=source.read_text(encoding="utf-8")))
    for found in list(files):
        if found.src_uri.endswith(".ipynb"):
            notebook = json.loads(Path(str(found.abs_src_path)).read_text(encoding="utf-8"))
            uri = found.src_uri.removesuffix(".ipynb") + ".md"
            files.append(File.generated(config, uri, content=page(notebook, Path(found.src_uri).name)))
    return files


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Links to a notebook lead to its page."""
    own = page.file.src_uri.removesuffix(".md") + ".ipynb"
    if files.get_file_from_path(own) is not None:
        return markdown
    return markdown.replace(".ipynb)", ".md)")


def page(notebook: dict[str, Any], name: str) -> str:
    """A notebook in Markdown."""
    parts: list[str] = []
    for cell in notebook["cells"]:
        source = "".join(cell["source"])
        parts.append(source if cell["cell_type"] == "markdown" else f"```python\n{source}\n```")
        parts += [output for given in cell.get("outputs", ()) if (output := _output(given))]
    return "\n\n".join([*parts, f"[The notebook itself]({name})", ""])


def _output(given: dict[str, Any]) -> str:
    shown = given.get("data") or {"text/plain": given.get("text", "")}
    table = "".join(shown.get("text/html", ""))
    if table:
        return f'<div class="out">{"".join(table.splitlines())}</div>'
    plain = "".join(shown.get("text/plain", "")).rstrip()
    return f'<div class="out" markdown>\n\n````text\n{plain}\n````\n\n</div>' if plain else ""
