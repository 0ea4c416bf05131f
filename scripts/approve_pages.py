"""Rewrite the approved articles of `tests/pages/` from what cleaning gives now; read the difference before committing.

python scripts/approve_pages.py [NAME ...]
"""

from __future__ import annotations

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tests.clean.pages import PAGES, approved, article_of, as_json  # noqa: E402 - the path must be known first


def main(names: list[str]) -> int:
    """Write one `expected.json` a page; prints the names of those that changed."""
    for folder in sorted(PAGES.iterdir()):
        if not folder.is_dir() or (names and folder.name not in names):
            continue
        new = as_json(article_of(folder))
        target = approved(folder)
        if not target.exists() or target.read_text(encoding="utf-8") != new:
            target.write_text(new, encoding="utf-8")
            sys.stdout.write(f"changed: {target.relative_to(ROOT)}\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
