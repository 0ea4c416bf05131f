"""The gazetteer: cities, subdivisions and the places of conflict news, and the finder of their names."""

from dateline.knowledge.gazetteer.cache import open_gazetteer
from dateline.knowledge.gazetteer.gazetteer import Gazetteer
from dateline.knowledge.gazetteer.values import GazetteerPlace, PlaceHit

__all__ = ["Gazetteer", "GazetteerPlace", "PlaceHit", "open_gazetteer"]
