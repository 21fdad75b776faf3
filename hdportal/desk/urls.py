from django.urls import path, register_converter

from hdportal.desk.views import (
    attachments,
    comments,
    conformance,
    desk_edit,
    desk_editor,
    desk_files,
    desk_linked,
    desk_list,
    desk_mail,
    desk_procedure,
    desk_search,
    desk_time,
    hand_on,
    handling,
    incidents,
    known_errors,
    on_behalf,
    presence,
    procedure,
    reopen,
    report,
    settings,
    settings_groups,
    settings_lists,
    settings_rules,
    settings_targets,
    ticket,
    withdraw,
)


class IncidentNumber:
    """INC and seven or more digits."""

    regex = "INC[0-9]{7,9}"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


class KnownErrorNumber(IncidentNumber):
    """KE and seven or more digits."""

    regex = "KE[0-9]{7,9}"


register_converter(IncidentNumber, "incident")
register_converter(KnownErrorNumber, "known_error")

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
        "incidents/<incident:number>/reopen/",
        reopen.incident_reopen,
        name="incident-reopen",
    ),
    path(
        "incidents/<incident:number>/reopen/mask/",
        reopen.incident_reopen_mask,
        name="incident-reopen-mask",
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
    path("support/sop/incident/", procedure.sop_incident, name="sop-incident"),
    path(
        "support/sop/incident/versions/",
        procedure.sop_incident_versions,
        name="sop-incident-versions",
    ),
    path(
        "support/sop/incident/versions/<int:number>/",
        procedure.sop_incident_version,
        name="sop-incident-version",
    ),
    path(
        "support/sop/incident/versions/<int:number>/changes/",
        procedure.sop_incident_changes,
        name="sop-incident-changes",
    ),
    path("desk/", desk_list.desk, name="desk"),
    path("desk/new/", on_behalf.desk_new, name="desk-new"),
    path("desk/new/update/", on_behalf.desk_new_update, name="desk-new-update"),
    path("desk/new/mask/", on_behalf.desk_new_mask, name="desk-new-mask"),
    path("desk/new/callers/", on_behalf.desk_callers, name="desk-callers"),
    path("desk/next/", desk_list.desk_next, name="desk-next"),
    path("desk/presence/", presence.desk_presence, name="desk-presence"),
    path("desk/search/", desk_search.desk_search, name="desk-search"),
    path("desk/mail/", desk_mail.desk_mail, name="desk-mail"),
    path("desk/conformance/", conformance.desk_conformance, name="desk-conformance"),
    path(
        "desk/conformance/csv/",
        conformance.desk_conformance_csv,
        name="desk-conformance-csv",
    ),
    path(
        "desk/incidents/<incident:number>/", ticket.desk_incident, name="desk-incident"
    ),
    path(
        "desk/incidents/<incident:number>/procedure/",
        desk_procedure.desk_procedure,
        name="desk-procedure",
    ),
    path(
        "desk/incidents/<incident:number>/check/",
        desk_procedure.desk_check,
        name="desk-check",
    ),
    path(
        "desk/incidents/<incident:number>/linked/",
        desk_linked.desk_linked,
        name="desk-linked",
    ),
    path(
        "desk/incidents/<incident:number>/link/",
        desk_linked.desk_link,
        name="desk-link",
    ),
    path(
        "desk/incidents/<incident:number>/unlink/",
        desk_linked.desk_unlink,
        name="desk-unlink",
    ),
    path(
        "desk/incidents/<incident:number>/known-error/",
        desk_linked.desk_known_error,
        name="desk-known-error",
    ),
    path(
        "desk/incidents/<incident:number>/change/",
        desk_linked.desk_change,
        name="desk-change",
    ),
    path(
        "desk/incidents/<incident:number>/time/",
        desk_time.desk_time,
        name="desk-time",
    ),
    path(
        "desk/incidents/<incident:number>/time/start/",
        desk_time.desk_time_start,
        name="desk-time-start",
    ),
    path(
        "desk/incidents/<incident:number>/time/stop/",
        desk_time.desk_time_stop,
        name="desk-time-stop",
    ),
    path(
        "desk/incidents/<incident:number>/time/add/",
        desk_time.desk_time_add,
        name="desk-time-add",
    ),
    path(
        "desk/incidents/<incident:number>/time/<int:pk>/change/",
        desk_time.desk_time_change,
        name="desk-time-change",
    ),
    path(
        "desk/incidents/<incident:number>/time/<int:pk>/remove/",
        desk_time.desk_time_remove,
        name="desk-time-remove",
    ),
    path(
        "desk/incidents/<incident:number>/take/",
        handling.desk_take,
        name="desk-take",
    ),
    path(
        "desk/incidents/<incident:number>/resume/",
        handling.desk_resume,
        name="desk-resume",
    ),
    path(
        "desk/incidents/<incident:number>/hold/",
        handling.desk_hold,
        name="desk-hold",
    ),
    path(
        "desk/incidents/<incident:number>/resolve/",
        handling.desk_resolve,
        name="desk-resolve",
    ),
    path(
        "desk/incidents/<incident:number>/reopen/",
        handling.desk_reopen,
        name="desk-reopen",
    ),
    path(
        "desk/incidents/<incident:number>/hand-on/",
        hand_on.desk_hand_on,
        name="desk-hand-on",
    ),
    path(
        "desk/incidents/<incident:number>/hand-back/",
        hand_on.desk_hand_back,
        name="desk-hand-back",
    ),
    path(
        "desk/incidents/<incident:number>/note/",
        desk_editor.desk_note,
        name="desk-note",
    ),
    path(
        "desk/incidents/<incident:number>/note/mask/",
        desk_editor.desk_note_mask,
        name="desk-note-mask",
    ),
    path(
        "desk/incidents/<incident:number>/comment/",
        desk_editor.desk_comment,
        name="desk-comment",
    ),
    path(
        "desk/incidents/<incident:number>/edit/<slug:property_name>/",
        desk_edit.desk_edit,
        name="desk-edit",
    ),
    path(
        "desk/incidents/<incident:number>/files/<uuid:pk>/",
        desk_files.desk_file,
        name="desk-file",
    ),
    path(
        "desk/incidents/<incident:number>/files/<uuid:pk>/preview/",
        desk_files.desk_file_preview,
        name="desk-file-preview",
    ),
    path("desk/known-errors/", known_errors.known_errors_list, name="known-errors"),
    path(
        "desk/known-errors/new/",
        known_errors.known_error_new,
        name="known-error-new",
    ),
    path(
        "desk/known-errors/<known_error:number>/",
        known_errors.known_error,
        name="known-error",
    ),
    path(
        "desk/known-errors/<known_error:number>/edit/",
        known_errors.known_error_edit,
        name="known-error-edit",
    ),
    path(
        "desk/known-errors/<known_error:number>/status/",
        known_errors.known_error_status,
        name="known-error-status",
    ),
    path("desk/settings/", settings.desk_settings, name="desk-settings"),
    path("desk/settings/priorities/", settings.desk_priorities, name="desk-priorities"),
    path("desk/settings/targets/", settings_targets.desk_targets, name="desk-targets"),
    path(
        "desk/settings/targets/<slug:scope>/",
        settings_targets.desk_targets_of,
        name="desk-targets-of",
    ),
    path("desk/settings/groups/", settings_groups.desk_groups, name="desk-groups"),
    path(
        "desk/settings/groups/new/",
        settings_groups.desk_group_add,
        name="desk-group-add",
    ),
    path(
        "desk/settings/groups/<int:pk>/",
        settings_groups.desk_group,
        name="desk-group",
    ),
    path("desk/settings/rules/", settings_rules.desk_rules, name="desk-rules"),
    path(
        "desk/settings/rules/new/", settings_rules.desk_rule_add, name="desk-rule-add"
    ),
    path("desk/settings/rules/<int:pk>/", settings_rules.desk_rule, name="desk-rule"),
    path(
        "desk/settings/rules/<int:pk>/move/",
        settings_rules.desk_rule_move,
        name="desk-rule-move",
    ),
    path(
        "desk/settings/rules/<int:pk>/remove/",
        settings_rules.desk_rule_remove,
        name="desk-rule-remove",
    ),
    path(
        "desk/settings/<slug:kind>/", settings_lists.desk_choices, name="desk-choices"
    ),
    path(
        "desk/settings/<slug:kind>/new/",
        settings_lists.desk_choice_add,
        name="desk-choice-add",
    ),
    path(
        "desk/settings/<slug:kind>/<int:pk>/",
        settings_lists.desk_choice,
        name="desk-choice",
    ),
    path(
        "desk/settings/<slug:kind>/<int:pk>/move/",
        settings_lists.desk_choice_move,
        name="desk-choice-move",
    ),
    path(
        "desk/settings/<slug:kind>/<int:pk>/show/",
        settings_lists.desk_choice_show,
        name="desk-choice-show",
    ),
    path(
        "desk/settings/<slug:kind>/<int:pk>/remove/",
        settings_lists.desk_choice_remove,
        name="desk-choice-remove",
    ),
]
