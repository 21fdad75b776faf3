from django.conf import settings
from django.urls import path

from hdportal.web import styleguide, views

urlpatterns = [
    path("healthz", views.healthz, name="healthz"),
    path("readyz", views.readyz, name="readyz"),
]
if settings.DEMO:
    urlpatterns.append(path("styleguide/", styleguide.styleguide, name="styleguide"))
