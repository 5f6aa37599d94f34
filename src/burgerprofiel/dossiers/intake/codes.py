"""The codes and phases that the contract names (contracts/mbp.md §2.5). Others are taken, kept and shown as they came.

The grouping comes from a connector's test data, not from an official list; pairs are not enforced.
"""

PHASES = ("Samenstelling", "Behandeling", "Beslissing", "Beroep", "Uitvoering", "Afgerond")
_DECISION = ("InWacht", "Beslist", "Goedgekeurd", "Stopgezet", "Stopzetting", "Geweigerd")
BY_PHASE: dict[str, tuple[str, ...]] = {
    "Samenstelling": ("Geinitieerd", "Aangevraagd", "Ingediend"),
    "Behandeling": (
        "DossierOnvolledig",
        "DossierVolledig",
        "Ontvankelijk",
        "OnOntvankelijk",
        "InBehandeling",
        "KlaarVoorBeslissing",
    ),
    "Beslissing": _DECISION,
    "Beroep": _DECISION,
    "Uitvoering": ("KlaarVoorBetaling", "Betaald", "DeelsUitbetaald", "Uitgevoerd"),
    "Afgerond": ("ErkendVergund", "DeelsGoedgekeurd"),
}
ELSEWHERE = (
    "Gepland",
    "VoorlopigVastgesteld",
    "DefinitiefVastgesteld",
    "InOpenbaarOnderzoek",
    "GerechtelijkIngeleid",
    "Aktename",
)
"""Codes that no phase is known of."""
CODES = tuple(dict.fromkeys([*(code for several in BY_PHASE.values() for code in several), *ELSEWHERE]))
KINDS = ("DossierStatus", "Financieel voordeel", "Verwijzing")
"""`TypeDossierCode`: the connector's constant, and what test data holds besides."""
