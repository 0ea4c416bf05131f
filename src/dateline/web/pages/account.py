"""Signing in and out, the language, and the people of a shared workspace."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response

from dateline.web.accounts import Person, Role
from dateline.web.ask import COOKIE, LANGUAGE_COOKIE, AdminForm, Reader, ReaderForm, site_of, words_of
from dateline.web.cards import cards
from dateline.web.pages.searches import counted
from dateline.web.safety import same
from dateline.web.show import done, page, show
from dateline.web.site import Site
from dateline.web.words import LANGUAGES

router = APIRouter()


def _local(target: str) -> str:
    plain = target.startswith("/") and not target.startswith("//") and "\\" not in target and target.isprintable()
    return target if plain else "/explore"


def _entered(site: Site, person: Person, target: str) -> Response:
    key = site.desk.accounts.start(person)
    answer = RedirectResponse(_local(target), status_code=303)
    answer.set_cookie(COOKIE, key, httponly=True, samesite="strict", path="/")
    return answer


@router.get("/enter", include_in_schema=False)
def enter(request: Request, token: str = "", next: str = "/explore") -> Response:  # noqa: A002  # the address says next
    """The address that the program prints at its start: enters with the start-up token."""
    site = site_of(request)
    if site.token and token and same(token, site.token):
        return _entered(site, site.local_person, next)
    return RedirectResponse("/sign-in", status_code=303)


@router.get("/sign-in", include_in_schema=False)
def sign_in_page(request: Request, next: str = "/explore") -> Response:  # noqa: A002
    """Asks for name and password, or for the token."""
    return _sign_in(request, _local(next), wrong=False)


def _sign_in(request: Request, target: str, wrong: bool) -> Response:
    site = site_of(request)
    text = site.templates.get_template("sign_in.html").render(
        t=words_of(request),
        next=target,
        wrong=wrong,
        by_token=site.token is not None,
        person=None,
        path="/sign-in",
        query_string="",
        stamp=site.stamp,
        vendor=site.vendor,
    )
    headers = {"cache-control": "no-store"}
    return Response(text, 401 if wrong else 200, headers, media_type="text/html; charset=utf-8")


@router.post("/sign-in", include_in_schema=False)
async def sign_in(request: Request) -> Response:
    """Begin a session."""
    from starlette.concurrency import run_in_threadpool

    site = site_of(request)
    form = await request.form(max_files=0, max_fields=8)
    name, password, target = (str(form.get(key, ""))[:1000] for key in ("name", "password", "next"))
    if site.token is not None:
        person = site.local_person if same(password.strip(), site.token) else None
    else:
        person = await run_in_threadpool(site.desk.accounts.check, name, password)
    if person is None:
        return await run_in_threadpool(_sign_in, request, _local(target), True)
    return await run_in_threadpool(_entered, site, person, target)


@router.post("/sign-out", include_in_schema=False)
def sign_out(form: ReaderForm) -> Response:
    """End this session."""
    form.ask.desk.accounts.end(form.ask.session)
    answer = RedirectResponse("/sign-in", status_code=303)
    answer.delete_cookie(COOKIE, path="/")
    return answer


@router.get("/language", include_in_schema=False)
def language(to: str = "en", next: str = "/explore") -> Response:  # noqa: A002
    """Choose the language of the interface."""
    answer = RedirectResponse(_local(next), status_code=303)
    if to in LANGUAGES:
        answer.set_cookie(LANGUAGE_COOKIE, to, max_age=31_536_000, samesite="lax", path="/")
    return answer


@page(router, "/account", "Account")
def account(ask: Reader) -> Response:
    """Who is signed in, what they watch, and, for an admin, everyone."""
    desk, person = ask.desk, ask.person
    shelf = desk.shelf()
    data = {
        "name": person.name,
        "role": person.role.name.lower(),
        "searches": counted(ask),
        "watched": cards(shelf, desk.accounts.marked(person.name, "watch"), ask.words),
        "people": (
            [{"name": one.name, "role": one.role.name.lower()} for one in desk.accounts.people()]
            if person.may(Role.ADMIN)
            else []
        ),
        "local": ask.site.token is not None,
    }
    return show(ask, "account.html", data, roles=[one.name.lower() for one in Role])


@router.post("/people", tags=["Account"])
def put_person(form: AdminForm) -> Response:
    """Add a person, or give one another role and password."""
    form.ask.desk.accounts.put(form.get("name", 80), Role.named(form.get("role", 20)), form.get("password", 1000))
    return done(form, "/account")


@router.post("/people/remove", tags=["Account"])
def remove_person(form: AdminForm) -> Response:
    """Take a person's access away."""
    form.ask.desk.accounts.remove(form.get("name", 80))
    return done(form, "/account")
