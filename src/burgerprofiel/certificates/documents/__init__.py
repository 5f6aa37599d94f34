"""Certificates as documents: the paper, and on it the same as data (PDF/A-2a and PDF/UA-1)."""

from burgerprofiel.certificates.documents.embedding import NoDataError, data_of
from burgerprofiel.certificates.documents.paper import NotSetError, made, reason

__all__ = ["NoDataError", "NotSetError", "data_of", "made", "reason"]
