"""The addresses of Panah: people's pages in five languages, and what has no language."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path

from panah.web.health import healthz

handler500 = "panah.web.health.fault"
urlpatterns = [
    path("healthz", healthz, name="healthz"),
    path("office/", include("panah.web.office.urls")),
    path("gateways/", include("panah.web.gateways.urls")),
    path("api/", include("panah.web.api.urls")),
    path("verify/", include("panah.web.public.list_urls")),
    path("counter/", include("panah.web.counter.urls")),
    *i18n_patterns(
        path("", include("panah.web.public.urls")),
        path("my/", include("panah.web.account.urls")),
        path("enter/", include("panah.web.signin.urls")),
        prefix_default_language=False,
    ),
]
