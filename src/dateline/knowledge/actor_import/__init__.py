"""Lists of actors from elsewhere, read as streams and written as packs: every fact keeps its source."""

from dateline.knowledge.actor_import.importing import Imported, Wanted, import_actors, pack_file
from dateline.knowledge.actor_import.opening import recognise

__all__ = ["Imported", "Wanted", "import_actors", "pack_file", "recognise"]
