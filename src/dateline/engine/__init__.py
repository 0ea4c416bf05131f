"""The Python API of Dateline: `make_engine(settings)` opens a workspace."""

from dateline.engine.engine import Engine
from dateline.engine.wiring import init_workspace, make_engine

__all__ = ["Engine", "init_workspace", "make_engine"]
