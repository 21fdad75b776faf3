from django.urls import path

from hdportal.intake import views

urlpatterns = [
    path("forms/", views.form_list, name="form-list"),
    path("forms/options/<slug:source>/", views.form_options, name="form-options"),
    path("forms/<slug:key>/preview/", views.form_preview, name="form-preview"),
    path("forms/<slug:key>/use/", views.form_put_in_use, name="form-put-in-use"),
]
