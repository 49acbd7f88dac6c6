"""The reader as an application: its pages, its errors, its files, and the guard before all of them."""

from __future__ import annotations

from pathlib import Path

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import HTMLResponse, JSONResponse, PlainTextResponse, Response
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException

import sayso
from sayso.errors import (
    CaseError,
    DiskFullError,
    InputError,
    LockedError,
    NotFoundError,
    PrivacyError,
    SaysoError,
    UsageError,
    VersionError,
)
from sayso.web import (
    judging,
    pages_actor,
    pages_assess,
    pages_case,
    pages_incident,
    pages_report,
    pages_review,
    pictures,
    uploads,
)
from sayso.web.desk import Desk, Readiness
from sayso.web.guard import App, Guard, Locks, Receive, Scope, Send
from sayso.web.render import page, static

_STATUS: dict[type[SaysoError], int] = {
    NotFoundError: 404, UsageError: 400, PrivacyError: 403, LockedError: 503, DiskFullError: 507, InputError: 400,
    VersionError: 400, CaseError: 500,
}  # fmt: skip
_TITLES = {404: "Not here", 400: "Not like this", 403: "Not shown", 405: "Not like this", 422: "Not like this"}
_PARTS = (
    pages_case, pages_report, pages_review, pages_incident, pages_actor, pages_assess, pictures, judging, uploads,
)  # fmt: skip
_TYPES = {".css": "text/css", ".js": "text/javascript"}


def make_app(case: Path | str, *, by: str = "", wait: bool = False) -> FastAPI:
    """The reader of one case, without the guard; `guarded` puts it on.

    Args:
        case: the case folder.
        by: who judges, until a page says otherwise.
        wait: fill the shelf before returning, not in the background.
    """
    desk = Desk(Path(case), by=by)
    app = FastAPI(title="sayso reader", version=sayso.__version__, docs_url=None, redoc_url=None)
    app.state.desk = desk
    app.state.jobs = {}
    for module in _PARTS:
        app.include_router(module.router)
    app.add_api_route("/static/{name}", _static, methods=["GET"], include_in_schema=False)
    app.add_middleware(WhenReady, desk=desk)
    app.add_exception_handler(SaysoError, _told)
    app.add_exception_handler(HTTPException, _no_page)
    app.add_exception_handler(RequestValidationError, _odd)
    app.add_exception_handler(Exception, _surprise)
    desk.start(wait=wait)
    # The framework works its routes out at the first request; two readers of one process would do so at once.
    for route in app.router.routes:
        route.matches({"type": "http", "method": "GET", "path": "/", "root_path": "", "headers": []})
    return app


def guarded(app: FastAPI, locks: Locks) -> Guard:
    """The reader behind its guard."""
    app.state.locks = locks
    return Guard(app, locks)


def _static(name: str) -> Response:
    text = static(name)
    if text is None:
        raise NotFoundError("there is no such file", hint="files of the reader have fixed names")
    return PlainTextResponse(text, media_type=_TYPES[name[name.rindex(".") :]])


class WhenReady:
    """A page that says how far the shelf is, until there is something to show; then the newest version of the case."""

    def __init__(self, app: App, desk: Desk) -> None:
        self._app, self._desk = app, desk

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, or let the pages answer."""
        path, state = scope.get("path", ""), self._desk.readiness
        if scope["type"] == "http" and not path.startswith("/static/"):
            if not state.ready and path != "/openapi.json":
                await _not_yet(Request(scope), state)(scope, receive, send)
                return
            if not self._desk.is_current():
                await run_in_threadpool(self._desk.now)
        await self._app(scope, receive, send)


def _not_yet(request: Request, state: Readiness) -> Response:
    """How far the case is; to a form or a script that nothing was kept, so that neither takes it for done."""
    if request.method == "POST" or wants_json(request):
        words = state.problem or "the case is being prepared, so this was not done"
        return _error(request, 503, words, "wait for its pages, then send it again")
    return page(request, "preparing.html.j2", 503 if state.problem else 200, doing=state.doing, done=state.done,
                total=state.total, problem=state.problem)  # fmt: skip


def wants_json(request: Request) -> bool:
    """Whether a script asks, not a person."""
    return "application/json" in request.headers.get("accept", "")


def _error(request: Request, status: int, words: str, hint: str | None) -> Response:
    if wants_json(request):
        return JSONResponse({"problem": words, "hint": hint}, status_code=status)
    title = _TITLES.get(status, "This did not work")
    return page(request, "error.html.j2", status, title=title, words=words, hint=hint)


def _told(request: Request, error: Exception) -> Response:
    assert isinstance(error, SaysoError)
    status = next((s for kind, s in _STATUS.items() if isinstance(error, kind)), 500)
    return _error(request, status, error.message, error.hint)


def _no_page(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    words = "there is no such page" if error.status_code == 404 else str(error.detail)
    return _error(request, error.status_code, words, None)


def _odd(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    where = ", ".join(str(e["loc"][-1]) for e in error.errors()[:3])
    return _error(request, 422, f"the page was asked in a way it does not understand: {where}", None)


def _surprise(request: Request, error: Exception) -> Response:
    """What nobody thought of. Its message stays out: it may quote the text, and with it a name."""
    if wants_json(request):
        return JSONResponse({"problem": f"unexpected {type(error).__name__}", "hint": None}, status_code=500)
    return HTMLResponse(f"<h1>Unexpected {type(error).__name__}</h1><p>Please report this.</p>", status_code=500)
