"""Relations: how actors stand to each other, in the words of the article."""

from dateline.extract.relations.find import find_relations
from dateline.extract.relations.patterns import RelationLexicon, load_relations

__all__ = ["RelationLexicon", "find_relations", "load_relations"]
