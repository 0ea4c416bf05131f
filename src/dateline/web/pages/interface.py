"""The interface for programs: its description, and whether the program is well."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse

from dateline.web.ask import Reader

router = APIRouter()


@router.get("/openapi.json", include_in_schema=False)
def openapi(request: Request, ask: Reader) -> JSONResponse:
    """Every page's data, as OpenAPI."""
    _ = ask
    return JSONResponse(request.app.openapi())


@router.get("/health.json", include_in_schema=False)
def health() -> JSONResponse:
    """Says that the pages are up, and nothing else."""
    return JSONResponse({"ok": True})
