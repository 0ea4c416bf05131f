"""One request as a page sees it: who asks, in which language, for a page or for its data."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import Depends, Request
from starlette.datastructures import FormData

from dateline.errors import DatelineError
from dateline.web.accounts import Person, Role
from dateline.web.desk import Desk
from dateline.web.safety import form_token, same
from dateline.web.site import Site
from dateline.web.words import Words, choose

COOKIE = "dateline_session"
LANGUAGE_COOKIE = "dateline_language"


class SignInNeeded(DatelineError):
    """Nobody is signed in."""


class Forbidden(DatelineError):
    """The role of whoever is signed in does not reach, or a form did not come from our own page."""


@dataclass(frozen=True, slots=True)
class Ask:
    """A request; `desk` is what the page works with: what this person may see."""

    request: Request
    site: Site
    person: Person
    session: str
    words: Words
    desk: Desk

    @property
    def wants_data(self) -> bool:
        """The same address with `.json` was asked for."""
        return self.request.url.path.endswith(".json")

    @property
    def csrf(self) -> str:
        """What forms of this session carry."""
        return form_token(self.session)

    def get(self, name: str, default: str = "", longest: int = 400) -> str:
        """A part of the address's query, cut to a sane length."""
        return self.request.query_params.get(name, default)[:longest]

    def number(self, name: str, default: int, most: int) -> int:
        """A whole number of the address's query, brought into 1..most."""
        text = self.get(name)
        return max(1, min(most, int(text))) if text.isdecimal() and len(text) < 10 else default


def site_of(request: Request) -> Site:
    """The application's parts."""
    found: Site = request.app.state.site
    return found


def words_of(request: Request) -> Words:
    """The reader's language."""
    asked, cookie = request.query_params.get("lang"), request.cookies.get(LANGUAGE_COOKIE)
    return Words(choose(asked, cookie, request.headers.get("accept-language", "")))


def need(least: Role) -> Callable[[Request], Ask]:
    """A dependency that lets in whoever has at least this role."""

    def ask(request: Request) -> Ask:
        site = site_of(request)
        session, person = _signed_in(request, site)
        if not person.may(least):
            raise Forbidden(f"this needs the role {least.name.lower()}; yours is {person.role.name.lower()}")
        return Ask(request, site, person, session, words_of(request), site.desk.seen_by(person.role))

    return ask


def _signed_in(request: Request, site: Site) -> tuple[str, Person]:
    bearer = request.headers.get("authorization", "").removeprefix("Bearer ")
    if bearer and site.token and same(bearer, site.token):
        return bearer, site.local_person
    session = request.cookies.get(COOKIE, "")
    person = site.desk.accounts.who(session) if session else None
    if person is None:
        raise SignInNeeded("sign in first")
    return session, person


def need_form(least: Role) -> Callable[[Request], AsyncIterator[Form]]:
    """A dependency for writes: the role reaches, and the form carries this session's mark."""
    ask_for = need(least)

    async def read(request: Request) -> AsyncIterator[Form]:
        from starlette.concurrency import run_in_threadpool

        ask = await run_in_threadpool(ask_for, request)
        data = await request.form(max_files=200, max_fields=500, max_part_size=20_000_000)
        try:
            mark = request.headers.get("x-csrf") or str(data.get("csrf", ""))
            if not same(mark, ask.csrf):
                raise Forbidden("this form was not sent from a page of this session; load the page again")
            yield Form(ask, data)
        finally:
            await data.close()

    return read


@dataclass(frozen=True, slots=True)
class Form:
    """A write: who asks, and what the form holds."""

    ask: Ask
    data: FormData

    def get(self, name: str, longest: int = 4000) -> str:
        """A field as text, '' when it is not there."""
        value: Any = self.data.get(name, "")
        return value.strip()[:longest] if isinstance(value, str) else ""

    def all(self, name: str, most: int = 200) -> list[str]:
        """All values of a field."""
        return [value[:200] for value in self.data.getlist(name)[:most] if isinstance(value, str) and value]

    def next(self, otherwise: str) -> str:
        """Where to go afterwards: a page of ours, never another address."""
        wanted = self.get("next", 2000)
        local = wanted.startswith("/") and not wanted.startswith("//") and "\\" not in wanted and wanted.isprintable()
        return wanted if local else otherwise


Reader = Annotated[Ask, Depends(need(Role.READER))]
Analyst = Annotated[Ask, Depends(need(Role.ANALYST))]
Admin = Annotated[Ask, Depends(need(Role.ADMIN))]
AnalystForm = Annotated[Form, Depends(need_form(Role.ANALYST))]
EditorForm = Annotated[Form, Depends(need_form(Role.EDITOR))]
AdminForm = Annotated[Form, Depends(need_form(Role.ADMIN))]
ReaderForm = Annotated[Form, Depends(need_form(Role.READER))]
