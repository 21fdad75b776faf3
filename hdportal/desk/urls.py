from django.urls import path, register_converter

from hdportal.desk.views import attachments, comments, incidents, report, withdraw


class IncidentNumber:
    """INC and seven or more digits."""

    regex = "INC[0-9]{7,9}"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(IncidentNumber, "incident")

urlpatterns = [
    path("help/new/", report.incident_new, name="incident-new"),
    path("help/new/update/", report.incident_new_update, name="incident-new-update"),
    path("help/new/mask/", report.incident_new_mask, name="incident-new-mask"),
    path("incidents/", incidents.incident_list, name="incidents"),
    path("incidents/<incident:number>/", incidents.incident_detail, name="incident"),
    path(
        "incidents/<incident:number>/comment/",
        comments.incident_comment,
        name="incident-comment",
    ),
    path(
        "incidents/<incident:number>/comment/mask/",
        comments.incident_comment_mask,
        name="incident-comment-mask",
    ),
    path(
        "incidents/<incident:number>/withdraw/",
        withdraw.incident_withdraw,
        name="incident-withdraw",
    ),
    path(
        "incidents/<incident:number>/files/<uuid:pk>/",
        attachments.incident_file,
        name="incident-file",
    ),
    path(
        "incidents/<incident:number>/files/<uuid:pk>/preview/",
        attachments.incident_file_preview,
        name="incident-file-preview",
    ),
]
