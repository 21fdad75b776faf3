"""Addresses (DESIGN section 2)."""

from django.urls import include, path

urlpatterns = [
    path("", include("hdportal.home.urls")),
    path("", include("hdportal.web.urls")),
    path("", include("hdportal.accounts.urls")),
    path("", include("hdportal.schedules.urls")),
    path("", include("hdportal.portfolio.urls")),
    path("", include("hdportal.intake.urls")),
    path("", include("hdportal.desk.urls")),
]

handler400 = "hdportal.web.views.bad_request"
handler403 = "hdportal.web.views.forbidden"
handler404 = "hdportal.web.views.not_found"
handler500 = "hdportal.web.views.server_error"
