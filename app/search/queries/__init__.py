"""Reads of the index."""

from app.search.queries.hits import hits_for
from app.search.queries.results import Answer, Found, answer_to, ids_found

__all__ = ["Answer", "Found", "answer_to", "hits_for", "ids_found"]
