"""The built wheel is whole: installed elsewhere it runs the demo."""

from __future__ import annotations

import subprocess
import sys
import sysconfig
import venv
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


@pytest.mark.slow
def test_a_built_wheel_runs_the_demo(tmp_path: Path) -> None:
    """The wheel carries its data, templates and example: in a fresh environment the demo writes its brief."""
    build = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(tmp_path), str(ROOT)]
    subprocess.run(build, check=True, capture_output=True, cwd=tmp_path)
    (wheel,) = tmp_path.glob("dateline-*.whl")
    home = tmp_path / "venv"
    venv.create(home, with_pip=True)
    python = home / "bin" / "python"
    subprocess.run([python, "-m", "pip", "install", "--quiet", "--no-deps", "--no-index", wheel], check=True)
    (packages,) = home.glob("lib/python*/site-packages")
    # The dependencies of this environment, without its editable Dateline: paths named in a .pth bring no .pth of theirs.
    (packages / "dependencies.pth").write_text(sysconfig.get_path("purelib") + "\n")
    done = subprocess.run(
        [home / "bin" / "dateline", "demo", "--no-open"], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert "63 articles tell" in done.stdout
    brief = (tmp_path / "dateline-demo" / "brief.html").read_text("utf-8")
    assert brief.count('<article class="incident"') > 15
    vendor = [path.name for path in home.glob("lib/python*/site-packages/dateline/web/static/vendor/*")]
    assert not [name for name in vendor if name.startswith("axe")], "what only tests need is not installed"
    where = subprocess.run(
        [python, "-c", "import dateline; print(dateline.__file__)"], capture_output=True, text=True, check=True
    )
    assert str(home) in where.stdout
