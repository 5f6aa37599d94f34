"""The first steps of a request: safe headers, the right host, the reader's language (docs/life-of-a-request.md)."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils import translation

Next = Callable[[HttpRequest], HttpResponseBase]

_URLS = {
    settings.CONFIG.portal_host: "burgerprofiel.site.urls.portal",
    settings.CONFIG.access_host: "burgerprofiel.site.urls.access",
    settings.CONFIG.desk_host: "burgerprofiel.site.urls.desk",
    settings.CONFIG.registry_host: "burgerprofiel.site.urls.registry",
    settings.CONFIG.api_host: "burgerprofiel.site.urls.api",
}
_FRAMES = {settings.CONFIG.desk_host: "desk/layout.html"}
"""The template around pages that several hosts have, where it is not `layout.html`."""
_LANGUAGES = frozenset(code for code, _name in settings.LANGUAGES)
_READER = f" {settings.CONFIG.origin('kaartlezer.localhost')}" if settings.CONFIG.demo else ""
_SHARED_POLICY = (
    "default-src 'none'; img-src 'self' data:; font-src 'self'; style-src 'self'; manifest-src 'self'; "
    "frame-ancestors 'none'; base-uri 'none'"
)
_ELSEWHERE = "/".join(settings.CONFIG.issuer.split("/")[:3])
"""The origin of a provider that is not ours: browsers hold the redirect after signing out against `form-action` too."""
_OURS = f"{settings.CONFIG.portal_origin} {settings.CONFIG.access_origin} {settings.CONFIG.desk_origin}"
_FORMS = f"form-action 'self' {_OURS} {_ELSEWHERE}".rstrip()
_POLICY = {
    settings.CONFIG.portal_host: f"{_SHARED_POLICY}; frame-src 'self'; script-src 'self'; worker-src 'self'; "
    f"connect-src 'self'; {_FORMS}",
    settings.CONFIG.access_host: f"{_SHARED_POLICY}; script-src 'self'{_READER}; connect-src 'self'{_READER}; {_FORMS}",
    settings.CONFIG.desk_host: f"{_SHARED_POLICY}; script-src 'self'; connect-src 'self'; {_FORMS}",
    settings.CONFIG.registry_host: "default-src 'none'; frame-ancestors 'none'",
    settings.CONFIG.api_host: "default-src 'none'; frame-ancestors 'none'",
}
SAFE_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=(), interest-cohort=()",
    "X-Frame-Options": "DENY",
} | ({"Strict-Transport-Security": "max-age=63072000; includeSubDomains"} if settings.CONFIG.secure else {})


def host_of(request: HttpRequest) -> str:
    """The host name asked for, in lower case, without the port; empty when what follows it is no port."""
    name, _colon, port = str(request.META.get("HTTP_HOST", "")).partition(":")
    return name.lower() if not port or (port.isascii() and port.isdigit()) else ""


def security_headers(get_response: Next) -> Next:
    """Give every answer the strict headers, and nothing personal to a cache. Its forms may end where it says itself."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        response = get_response(request)
        for name, value in SAFE_HEADERS.items():
            response.headers.setdefault(name, value)
        policy = _POLICY.get(host_of(request), _POLICY[settings.CONFIG.portal_host])
        response.headers.setdefault("Content-Security-Policy", f"{policy} {getattr(response, 'forms_to', '')}".rstrip())
        response.headers.setdefault("Cache-Control", "no-store")
        return response

    return middleware


def hosts(get_response: Next) -> Next:
    """Send each of our hosts to its own addresses; an unknown host gets a clear refusal (421) and nothing else."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        urls = _URLS.get(host_of(request))
        if urls is None:
            return HttpResponse(
                f"This server does not serve that name. The portal is at {settings.CONFIG.portal_origin}\n",
                status=421,
                content_type="text/plain; charset=utf-8",
            )
        request.urlconf = urls
        request.frame = _FRAMES.get(host_of(request), "layout.html")  # type: ignore[attr-defined]  # read by templates
        return get_response(request)

    return middleware


def _wanted_language(request: HttpRequest) -> str:
    """The language asked for in the address, else the one chosen before, else the browser's, else Dutch."""
    for choice in (request.GET.get("taal", ""), request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")):
        if choice in _LANGUAGES:
            return str(choice)
    accepted: str = request.META.get("HTTP_ACCEPT_LANGUAGE", "")
    for part in accepted.split(","):
        code = part.split(";")[0].strip().lower()[:2]
        if code in _LANGUAGES:
            return code
    return str(settings.LANGUAGE_CODE)


def language(get_response: Next) -> Next:
    """Answer in the reader's language; pages that stream keep it until their last byte."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        code = _wanted_language(request)
        translation.activate(code)
        request.LANGUAGE_CODE = code
        response = get_response(request)
        response.headers.setdefault("Content-Language", code)
        return response

    return middleware
