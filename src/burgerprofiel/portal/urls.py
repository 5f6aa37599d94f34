"""The addresses of the portal. `shared` is served on the sign-in host too, since every page's frame needs it."""

from django.urls import include, path

from burgerprofiel.access.pages.relying import acting
from burgerprofiel.portal.pages import export, fact, home, language, mark, search, texts, theme
from burgerprofiel.portal.pages.dossiers import acts, listing, one
from burgerprofiel.portal.pages.dossiers import search as found
from burgerprofiel.portal.pages.telling.page import telling

shared = [
    path("merk.css", mark.css, name="brand-css"),
    path("merk.svg", mark.svg, name="brand-mark"),
    path("taal", language.choose, name="language"),
]

urlpatterns = [
    *shared,
    path("", home.home, name="home"),
    path("gegevens", theme.themes, name="themes"),
    path("gegevens/<slug:key>", theme.theme, name="theme"),
    path("tegels/<slug:key>", theme.tile_again, name="tile"),
    path("zoeken", search.search_page, name="search"),
    path("uitvoer.json", export.as_json, name="export-json"),
    path("uitvoer.pdf", export.as_pdf, name="export-pdf"),
    path("uitvoer/schema.json", export.schema, name="export-schema"),
    path("handelen/stoppen", acting.stop, name="acting-stop"),
    path("handelen/voorbij", acting.over, name="acting-over"),
    path("dossiers", listing.dossiers, name="dossiers"),
    path("dossiers/zoeken", found.results, name="dossiers-search"),
    path("dossiers/<uuid:dossier>", one.dossier, name="dossier"),
    path("dossiers/<uuid:dossier>/<slug:what>", acts.act, name="dossier-act"),
    path("profiel/meldingen", telling, name="telling"),
    path("klopt-dit", texts.is_this_right, name="is-this-right"),
    path("klopt-dit/feit/<slug:key>/<uuid:fact>", fact.fact, name="fact"),
    path("", include("burgerprofiel.portal.pages.profile.urls")),
    path("hulp", texts.help_page, name="help"),
    path("privacy", texts.privacy, name="privacy"),
    path("toegankelijkheid", texts.accessibility, name="accessibility"),
]
