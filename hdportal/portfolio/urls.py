from django.urls import path

from hdportal.portfolio.views import support

urlpatterns = [
    path("support/", support.support, name="support"),
    path(
        "support/projects/<str:key>/", support.support_project, name="support-project"
    ),
]
