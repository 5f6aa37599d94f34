"""The web process: the short path and static files first, then Django; in the demo the simulators too."""

import os
import sys

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "burgerprofiel.site.settings")

from wsgiref.types import WSGIApplication

from django.conf import settings
from django.core.wsgi import get_wsgi_application

from burgerprofiel.site.demo_hosts import DemoHosts
from burgerprofiel.site.short_path import ShortPath
from burgerprofiel.site.static_files import with_static_files
from burgerprofiel.site.warm import warm

sys.setswitchinterval(0.0005)  # the loop that asks the sources gets its turn soon, however many pages are being drawn

application: WSGIApplication = ShortPath(with_static_files(get_wsgi_application()))
warm()
if settings.CONFIG.demo:
    application = DemoHosts(application, settings.CONFIG.simulators_port)
