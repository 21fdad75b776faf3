from django.urls import path

from hdportal.portfolio.views import manage, support

urlpatterns = [
    path("support/", support.support, name="support"),
    path(
        "support/projects/<str:key>/", support.support_project, name="support-project"
    ),
    path("support/manage/projects/new/", manage.project_add, name="project-add"),
    path(
        "support/manage/projects/<slug:key>/", manage.project_edit, name="project-edit"
    ),
    path("support/manage/applications/", manage.application_list, name="applications"),
    path(
        "support/manage/applications/new/",
        manage.application_add,
        name="application-add",
    ),
    path(
        "support/manage/applications/<slug:key>/",
        manage.application_edit,
        name="application-edit",
    ),
]
