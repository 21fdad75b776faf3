from django.urls import path

from hdportal.web import styleguide, views

urlpatterns = [
    path("healthz", views.healthz, name="healthz"),
    path("readyz", views.readyz, name="readyz"),
    path("styleguide/", styleguide.styleguide, name="styleguide"),
]
