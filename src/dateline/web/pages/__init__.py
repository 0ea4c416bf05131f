"""One module a page: what the page shows, as plain data, for the template and for the same address with `.json`."""

from __future__ import annotations

from fastapi import APIRouter


def routers() -> tuple[APIRouter, ...]:
    """All pages, in the order in which they are looked through."""
    from dateline.web.pages import (
        account,
        actor,
        actors,
        add,
        article,
        decide,
        downloads,
        explore,
        find,
        incident,
        interface,
        network,
        review,
        search,
        searches,
        sources,
        statements,
        totals,
    )

    modules = (
        account,
        interface,
        explore,
        downloads,
        find,
        search,
        searches,
        decide,
        incident,
        article,
        actors,
        actor,
        review,
        add,
        statements,
        sources,
        totals,
        network,
    )
    return tuple(module.router for module in modules)
