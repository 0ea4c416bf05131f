"""The application: its parts wired together, its routes, its errors."""

from __future__ import annotations

import hashlib
import os
import secrets
import socket
from collections.abc import AsyncIterator, MutableMapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import HTTPException, RequestValidationError
from fastapi.responses import JSONResponse, RedirectResponse, Response
from starlette.exceptions import HTTPException as StarletteHTTPException
from starlette.routing import Mount
from starlette.staticfiles import StaticFiles

from dateline.engine import Engine
from dateline.errors import DatelineError, DecisionRefused, NotFound, SettingsError, StoreError
from dateline.web import ask as asking
from dateline.web import pages
from dateline.web.accounts import Accounts, Person, Role
from dateline.web.desk import Desk
from dateline.web.safety import Asgi, Bounds, Guard
from dateline.web.show import environment
from dateline.web.site import Site

HERE = Path(__file__).parent
VENDOR = HERE / "static" / "vendor"
LOCAL = frozenset({"127.0.0.1", "localhost", "::1", "[::1]"})


@dataclass(frozen=True, slots=True)
class Access:
    """How the pages can be reached.

    `host` and `port` are what is listened on, `names` further names under which it may be asked. `token` is what a
    single local user enters with; None means that people sign in with name and password.
    """

    host: str = "127.0.0.1"
    port: int = 8765
    names: tuple[str, ...] = ()
    token: str | None = None
    bounds: Bounds = field(default_factory=Bounds)

    def hosts(self) -> frozenset[str]:
        """The Host headers that are answered."""
        own = {self.host, *self.names, *LOCAL}
        if self.host not in LOCAL:
            own |= {socket.gethostname().lower(), socket.getfqdn().lower()}
        return frozenset(own)


def local_access(port: int = 8765) -> Access:
    """For one person on this machine: a fresh token at every start."""
    return Access(port=port, token=secrets.token_urlsafe(24))


def accounts_file(workspace: Path) -> Path:
    """Where people and sessions of a workspace are kept."""
    return workspace / "accounts.sqlite"


def check_access(access: Access, accounts: Accounts) -> None:
    """Raise SettingsError when others could reach the pages and nobody is there to sign in."""
    if access.token is None and not accounts.people():
        raise SettingsError(
            "others could reach this address, so people must sign in, and nobody is set up; add someone with: "
            "dateline users add NAME --role admin"
        )
    if access.token is not None and access.host not in LOCAL:
        raise SettingsError("a start-up token is for this machine alone; without it, people sign in")


def create_app(engine: Engine, access: Access | None = None) -> Asgi:
    """The application for one workspace; raises SettingsError when it would be open to strangers."""
    access = access or local_access()
    accounts = Accounts(accounts_file(engine.settings.workspace))
    check_access(access, accounts)
    if access.token is not None:
        accounts.end_all()  # whoever entered with an earlier token enters again
    desk = Desk(engine, accounts)

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        from starlette.concurrency import run_in_threadpool

        await run_in_threadpool(desk.shelf)
        yield

    app = FastAPI(
        title="Dateline",
        summary="The workspace's pages as data: every page answers the same address with .json.",
        docs_url=None,
        redoc_url=None,
        openapi_url=None,
        lifespan=lifespan,
    )
    app.state.site = Site(
        desk=desk,
        templates=environment(),
        local_person=Person(engine.settings.author, Role.ADMIN),
        token=access.token,
        vendor=(VENDOR / "stamp.txt").exists(),
        stamp=_stamp(),
    )
    app.router.routes.append(Mount("/static", Static(app.state.site.stamp)))
    for router in pages.routers():
        app.include_router(router)
    _add_errors(app)
    app.state.guard = Guard(app, access.hosts(), access.bounds)
    guard: Asgi = app.state.guard
    return guard


class Static(StaticFiles):
    """Files of ours; their address begins with the present stamp (`v-…/`), so that what a script imports has it too."""

    def __init__(self, stamp: str) -> None:
        super().__init__(directory=HERE / "static")
        self.stamp = stamp

    def get_path(self, scope: MutableMapping[str, Any]) -> str:
        """The file of an address; one with another stamp leads nowhere."""
        path = super().get_path(scope)
        return path.removeprefix(f"v-{self.stamp}{os.sep}")

    def file_response(self, *arguments: Any, **named: Any) -> Response:
        """A file with how long it may be kept: for good under its stamp, as another content has another address."""
        response = super().file_response(*arguments, **named)
        scope = named.get("scope") or arguments[2]
        stamped = f"/v-{self.stamp}/" in scope["path"]
        response.headers["cache-control"] = "public, max-age=31536000, immutable" if stamped else "no-cache"
        return response


def _stamp() -> str:
    """Changes with our static files and the fetched ones, so that browsers never mix two versions."""
    digest = hashlib.sha256()
    for file in sorted((HERE / "static").glob("*.*")):
        digest.update(file.read_bytes())
    stamp = VENDOR / "stamp.txt"
    digest.update(stamp.read_bytes() if stamp.exists() else b"-")
    return digest.hexdigest()[:12]


# ----------------------------------------------------------------------------------------------------- errors

_STATUS: tuple[tuple[type[DatelineError], int], ...] = (
    (NotFound, 404),
    (asking.Forbidden, 403),
    (DecisionRefused, 409),
    (StoreError, 503),
    (DatelineError, 400),
)


def _add_errors(app: FastAPI) -> None:
    app.add_exception_handler(asking.SignInNeeded, _sign_in)
    app.add_exception_handler(DatelineError, _told)
    app.add_exception_handler(StarletteHTTPException, _http)
    app.add_exception_handler(RequestValidationError, _invalid)


def _sign_in(request: Request, _: Exception) -> Response:
    if request.method != "GET" or _wants_data(request):
        return JSONResponse({"error": "sign in first"}, status_code=401)
    from urllib.parse import quote

    asked = request.url.path + (f"?{request.url.query}" if request.url.query else "")
    return RedirectResponse(f"/sign-in?next={quote(asked)}", status_code=303)


def _told(request: Request, error: Exception) -> Response:
    status = next(status for kind, status in _STATUS if isinstance(error, kind))
    return _problem(request, status, str(error))


def _http(request: Request, error: Exception) -> Response:
    status = error.status_code if isinstance(error, HTTPException | StarletteHTTPException) else 500
    return _problem(request, status, str(getattr(error, "detail", "")))


def _invalid(request: Request, _: Exception) -> Response:
    return _problem(request, 422, "the address or form does not have the expected parts")


def _problem(request: Request, status: int, message: str) -> Response:
    if _wants_data(request):
        return JSONResponse({"error": message}, status_code=status)
    site = asking.site_of(request)
    words = asking.words_of(request)
    text = site.templates.get_template("problem.html").render(
        t=words,
        status=status,
        message=message[:500],
        stamp=site.stamp,
        vendor=site.vendor,
        person=None,
        path="",
        query_string="",
    )
    return Response(text, status_code=status, media_type="text/html; charset=utf-8")


def _wants_data(request: Request) -> bool:
    return request.url.path.endswith(".json") or "application/json" in request.headers.get("accept", "")
