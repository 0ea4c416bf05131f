"""What axe-core says of a page."""

from __future__ import annotations

from typing import Any

from dateline.web.app import VENDOR


def serious(page: Any) -> list[str]:
    """What axe-core calls serious or critical on the page shown."""
    page.evaluate((VENDOR / "axe.js").read_text("utf-8") + "; undefined")
    found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    return [
        f"{one['id']}: {one['nodes'][0]['html'][:160]} {one['nodes'][0]['failureSummary'][:200]}"
        for one in found["violations"]
        if one["impact"] in ("serious", "critical")
    ]
