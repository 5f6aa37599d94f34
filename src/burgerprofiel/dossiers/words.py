"""Phases, states and kinds of files in plain words (contracts/mbp.md §2.5). Unknown ones are shown as they are."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

_PHASES = {
    "Samenstelling": gettext_noop("Being put together"),
    "Behandeling": gettext_noop("Being handled"),
    "Beslissing": gettext_noop("Being decided"),
    "Beroep": gettext_noop("In appeal"),
    "Uitvoering": gettext_noop("Being carried out"),
    "Afgerond": gettext_noop("Finished"),
}

_STATES = {
    "Geinitieerd": gettext_noop("Begun"),
    "Aangevraagd": gettext_noop("Applied for"),
    "Ingediend": gettext_noop("Sent in"),
    "DossierOnvolledig": gettext_noop("Something is missing"),
    "DossierVolledig": gettext_noop("Complete"),
    "Ontvankelijk": gettext_noop("Accepted for handling"),
    "OnOntvankelijk": gettext_noop("Not accepted for handling"),
    "InBehandeling": gettext_noop("Being handled"),
    "KlaarVoorBeslissing": gettext_noop("Ready for a decision"),
    "InWacht": gettext_noop("On hold"),
    "Beslist": gettext_noop("Decided"),
    "Goedgekeurd": gettext_noop("Approved"),
    "Stopgezet": gettext_noop("Stopped"),
    "Stopzetting": gettext_noop("Being stopped"),
    "Geweigerd": gettext_noop("Refused"),
    "KlaarVoorBetaling": gettext_noop("Ready to be paid"),
    "Betaald": gettext_noop("Paid"),
    "DeelsUitbetaald": gettext_noop("Partly paid"),
    "Uitgevoerd": gettext_noop("Carried out"),
    "ErkendVergund": gettext_noop("Recognised or permitted"),
    "DeelsGoedgekeurd": gettext_noop("Partly approved"),
    "Gepland": gettext_noop("Planned"),
    "VoorlopigVastgesteld": gettext_noop("Adopted for now"),
    "DefinitiefVastgesteld": gettext_noop("Adopted for good"),
    "InOpenbaarOnderzoek": gettext_noop("In public inquiry"),
    "GerechtelijkIngeleid": gettext_noop("Brought before the court"),
    "Aktename": gettext_noop("Noted"),
    "DOSSIER_ONVOLLEDIG": gettext_noop("Something is missing"),
}

_KINDS = {
    "dossierstatus": gettext_noop("State of a file"),
    "financieel voordeel": gettext_noop("Financial benefit"),
    "verwijzing": gettext_noop("Reference to a file elsewhere"),
}

_SOURCES = {
    "STL": gettext_noop("School and study grants"),
    "VAPH": gettext_noop("Flemish Agency for Persons with Disabilities (VAPH)"),
}

_MEANINGS = {
    "Geinitieerd": gettext_noop("A file was begun for you. Nothing was sent in yet."),
    "Aangevraagd": gettext_noop("You asked for it. The body will look at your application."),
    "Ingediend": gettext_noop("The body has your application. It will check whether all is there."),
    "DossierOnvolledig": gettext_noop("The body lacks something before it can go on."),
    "DossierVolledig": gettext_noop("The body has all it needs, and will look at the contents."),
    "Ontvankelijk": gettext_noop("Your application meets the conditions to be handled. It is not decided yet."),
    "OnOntvankelijk": gettext_noop(
        "Your application does not meet the conditions to be handled. The body tells you why."
    ),
    "InBehandeling": gettext_noop("Somebody at the body is working on it. You need not do anything now."),
    "KlaarVoorBeslissing": gettext_noop("The inquiry is done. The body will decide soon."),
    "InWacht": gettext_noop("It lies still for now. The body tells you when it goes on."),
    "Beslist": gettext_noop("There is a decision. You read it in the letter of the body."),
    "Goedgekeurd": gettext_noop("The decision is in your favour."),
    "Stopgezet": gettext_noop("The body does not go on with it. It tells you why, and how to object."),
    "Stopzetting": gettext_noop("The body is about to end it. It tells you from when, and how to object."),
    "Geweigerd": gettext_noop("You do not get what you asked for. The body tells you why, and how to object."),
    "KlaarVoorBetaling": gettext_noop("The body will pay you soon."),
    "Betaald": gettext_noop("The body paid. It can take some days before it is on your account."),
    "DeelsUitbetaald": gettext_noop("The body paid a part. The rest follows."),
    "Uitgevoerd": gettext_noop("What was decided was carried out."),
    "ErkendVergund": gettext_noop("You have the recognition or the permit."),
    "DeelsGoedgekeurd": gettext_noop("You get a part of what you asked for. The body tells you why not all."),
    "Gepland": gettext_noop("It is planned. The body will begin with it later."),
    "VoorlopigVastgesteld": gettext_noop("There is a first version of the plan. It can still change."),
    "DefinitiefVastgesteld": gettext_noop("The plan is adopted and does not change any more."),
    "InOpenbaarOnderzoek": gettext_noop("Everybody can look at it now and react."),
    "GerechtelijkIngeleid": gettext_noop("The case is before the court. The judge decides."),
    "Aktename": gettext_noop("The body took note of what you reported. You may go on with it."),
}

PHASES = ("Samenstelling", "Behandeling", "Beslissing", "Uitvoering", "Afgerond")
"""In the order in which a dossier goes through them. `Beroep` stands beside: not every dossier goes there."""
APPEAL = "Beroep"
FINISHED = "Afgerond"
GOOD = {"Goedgekeurd", "Betaald", "Uitgevoerd", "ErkendVergund"}
BAD = {"Geweigerd", "OnOntvankelijk", "Stopgezet"}


def nameless() -> str:
    """Return what a file is called that nobody named."""
    return _("File")


def phase(code: str) -> str:
    """Return a phase in plain words."""
    return _(_PHASES[code]) if code in _PHASES else code


def state(code: str) -> str:
    """Return a state in plain words."""
    return _(_STATES[code]) if code in _STATES else code


def meaning(code: str) -> str:
    """Return what a state means for whom the dossier is; empty for one that is not known."""
    term = _MEANINGS.get("DossierOnvolledig" if code == "DOSSIER_ONVOLLEDIG" else code)
    return _(term) if term else ""


def kind(code: str) -> str:
    """Return what sort of file it is."""
    term = _KINDS.get(code.casefold())
    return _(term) if term else code


def source(code: str) -> str:
    """Return the body behind a short code; a URI says nothing to people, an unknown code stays as it is."""
    return _(_SOURCES[code]) if code in _SOURCES else "" if "://" in code else code
