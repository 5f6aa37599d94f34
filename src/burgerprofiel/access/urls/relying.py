"""The portal's and the desk's side of signing in."""

from django.urls import path

from burgerprofiel.access.pages.relying import session, sign_in, sign_out, stronger

urlpatterns = [
    path("aanmelden", sign_in.start, name="sign-in"),
    path("aanmelden/terug", sign_in.come_back, name="sign-in-back"),
    path("aanmelden/sterker", stronger.ask, name="stronger"),
    path("afmelden", sign_out.sign_out, name="sign-out"),
    path("afgemeld", sign_out.signed_out, name="signed-out"),
    path("afgemeld/verlopen", sign_out.expired, name="session-expired"),
    path("sessie", session.lasts, name="session"),
    path("sessie/verlengen", session.extend, name="session-extend"),
]
