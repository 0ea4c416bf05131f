"""Adding: files, an address or a text, read while the page shows how far it is."""

from __future__ import annotations

import hashlib
import json
import re
from datetime import date
from importlib import resources
from pathlib import Path

from fastapi import APIRouter
from fastapi.responses import Response
from starlette.datastructures import UploadFile

from dateline.errors import DecisionRefused, NotFound
from dateline.web.ask import AnalystForm, Form, Reader
from dateline.web.jobs import Job
from dateline.web.show import Data, done, page, show

router = APIRouter()
_SAFE_NAME = re.compile(r"[^\w.-]+")
_MOST_TEXT = 1_000_000
_ADDRESS = re.compile(r"https?://[^\s\x00-\x1f]{3,2000}\Z")


@page(router, "/add", "Add")
def add(ask: Reader) -> Response:
    """What can be added, and the latest jobs with what could not be read."""
    failures = ask.desk.engine.store.articles.failures()
    data: Data = {
        "jobs": [job.record() for job in ask.desk.jobs.all()[:10]],
        "counts": dict(ask.desk.engine.counts()),
        "failures": [{"location": one.location, "reason": one.reason} for one in failures[:200]],
        "example": example_folder() is not None,
    }
    return show(ask, "add.html", data)


@page(router, "/add/jobs/{ident}", "Add")
def job(ident: str, ask: Reader) -> Response:
    """How far an adding is: what was read, what was not and why."""
    found = ask.desk.jobs.get(ident)
    if found is None:
        raise NotFound("there is no such job; the program has been started again since")
    return show(ask, "job.html", found.record())


@router.post("/add/files", tags=["Add"])
async def files(form: AnalystForm) -> Response:
    """Add files of any kind that `dateline add` reads; the form's field is `files`, once for each file."""
    from starlette.concurrency import run_in_threadpool

    uploads = [one for one in form.data.getlist("files") if isinstance(one, UploadFile) and one.filename]
    if not uploads:
        raise DecisionRefused("choose at least one file")
    kept = [(one.filename or "file", await one.read()) for one in uploads]
    paths = await run_in_threadpool(_keep, form, kept)
    started = _start(form, ", ".join(path.name for path in paths[:3]), [str(path) for path in paths])
    return done(form, f"/add/jobs/{started.id}", {"job": started.id})


@router.post("/add/address", tags=["Add"])
def address(form: AnalystForm) -> Response:
    """Add what lies at a public http or https address: a page, a feed, a file."""
    url = form.get("url", 2100)
    if not _ADDRESS.match(url):
        raise DecisionRefused("give an address that begins with http:// or https://")
    started = _start(form, url, [url])
    return done(form, f"/add/jobs/{started.id}", {"job": started.id})


@router.post("/add/text", tags=["Add"])
def text(form: AnalystForm) -> Response:
    """Add a pasted text as one article, with its title, outlet and day of publication as far as known."""
    body = form.get("text", _MOST_TEXT)
    if not body:
        raise DecisionRefused("the text is empty")
    record = {"title": form.get("title", 500), "outlet": form.get("outlet", 200), "text": body}
    if published := form.get("published", 10):
        try:
            record["published"] = date.fromisoformat(published).isoformat()
        except ValueError as error:
            raise DecisionRefused("the day of publication is not a date") from error
    content = json.dumps({key: value for key, value in record.items() if value}, ensure_ascii=False).encode()
    paths = _keep(form, [("pasted.jsonl", content + b"\n")])
    started = _start(form, record["title"][:80] or "text", [str(path) for path in paths])
    return done(form, f"/add/jobs/{started.id}", {"job": started.id})


@router.post("/add/example", tags=["Add"])
def example(form: AnalystForm) -> Response:
    """Add the shipped example."""
    folder = example_folder()
    if folder is None:
        raise NotFound("this installation has no example")
    started = _start(form, form.ask.words("welcome.example"), [str(folder)])
    return done(form, f"/add/jobs/{started.id}", {"job": started.id})


def _start(form: Form, what: str, locations: list[str]) -> Job:
    desk = form.ask.desk
    return desk.jobs.start(what, lambda progress: desk.engine.add(locations, progress, workers=1), desk.writing)


def _keep(form: Form, kept: list[tuple[str, bytes]]) -> list[Path]:
    """Write what was sent into the workspace's inbox, each file under the hash of its content and a harmless name."""
    inbox = form.ask.desk.engine.settings.workspace / "inbox"
    paths = []
    for name, content in kept:
        plain = _SAFE_NAME.sub("_", name.replace("\\", "/").rpartition("/")[2])[-100:].lstrip(".") or "file"
        folder = inbox / hashlib.sha256(content).hexdigest()[:16]
        folder.mkdir(parents=True, exist_ok=True)
        (folder / plain).write_bytes(content)
        paths.append(folder / plain)
    return paths


def example_folder() -> Path | None:
    """The example's folder: inside the installed package, or beside it in a checkout."""
    inside = Path(str(resources.files("dateline"))) / "example"
    beside = Path(__file__).resolve().parents[4] / "examples" / "news"
    return next((folder for folder in (inside, beside) if folder.is_dir()), None)
