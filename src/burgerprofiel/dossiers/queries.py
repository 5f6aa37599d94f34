"""Every read of dossiers that a face makes. Who looks comes first: rows are reached through their owner alone."""

from burgerprofiel.dossiers.own.bell import unseen, unseen_for
from burgerprofiel.dossiers.own.files import File
from burgerprofiel.dossiers.own.listing import Listed, Turn, added, between, choices, outdated, page
from burgerprofiel.dossiers.own.magda import Silent, Told, told
from burgerprofiel.dossiers.own.owner import Owner, owner_of
from burgerprofiel.dossiers.own.wanted import Place, View, Wanted
from burgerprofiel.dossiers.own.whole import Whole, ids, one

__all__ = [
    "File",
    "Listed",
    "Owner",
    "Place",
    "Silent",
    "Told",
    "Turn",
    "View",
    "Wanted",
    "Whole",
    "added",
    "between",
    "choices",
    "ids",
    "one",
    "outdated",
    "owner_of",
    "page",
    "told",
    "unseen",
    "unseen_for",
]
