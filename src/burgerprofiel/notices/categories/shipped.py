"""The categories that are there from the start: the one that the contract describes (contracts/mbp.md §3.1).

Staff may change its words; then theirs count.
"""

from __future__ import annotations

from burgerprofiel.notices.categories.category import Content, Text
from burgerprofiel.notices.kinds.kind import Group

_CHANGED = Content(
    key="DossierGerelateerdBerichtWijzigingDossier",
    group=Group.DOSSIERS,
    path="/dossiers",
    required=("DossierNummer", "StatusVlaamseCode", "StatusVlaamseFase"),
    optional=(
        "DocumentLinkUri",
        "DossierBeheerderDienst",
        "DossierBeheerderEmail",
        "DossierBeheerderNaam",
        "DossierBeheerderTelefoon",
        "DossierBeheerderWebsite",
        "DossierNaam",
        "ExterneLinkNaam",
        "Status",
        "StatusDetail1",
    ),
    texts={
        "nl": Text(
            "Uw dossier {DossierNummer} is gewijzigd[: {DossierNaam}]",
            "{MerkNaam} heeft uw dossier gewijzigd op {NotificatieDatum}.[ De stand is nu: {Status}.][ {StatusDetail1}]"
            "[ Vragen? {DossierBeheerderDienst}.][ Telefoon {DossierBeheerderTelefoon}.]",
            "Dossier bekijken",
        ),
        "fr": Text(
            "Votre dossier {DossierNummer} a changé[ : {DossierNaam}]",
            "{MerkNaam} a modifié votre dossier le {NotificatieDatum}.[ Situation actuelle : {Status}.]"
            "[ {StatusDetail1}][ Des questions ? {DossierBeheerderDienst}.][ Téléphone {DossierBeheerderTelefoon}.]",
            "Voir le dossier",
        ),
        "de": Text(
            "Ihre Akte {DossierNummer} hat sich geändert[: {DossierNaam}]",
            "{MerkNaam} hat Ihre Akte am {NotificatieDatum} geändert.[ Stand jetzt: {Status}.][ {StatusDetail1}]"
            "[ Fragen? {DossierBeheerderDienst}.][ Telefon {DossierBeheerderTelefoon}.]",
            "Akte ansehen",
        ),
        "en": Text(
            "Your file {DossierNummer} changed[: {DossierNaam}]",
            "{MerkNaam} changed your file on {NotificatieDatum}.[ It stands now as: {Status}.][ {StatusDetail1}]"
            "[ Questions? {DossierBeheerderDienst}.][ Phone {DossierBeheerderTelefoon}.]",
            "See the file",
        ),
    },
)
SHIPPED = {each.key: each for each in (_CHANGED,)}
