from django.urls import path

from hdportal.schedules.views import closings, public, settings, week

_KEPT = "support/hours/settings"

urlpatterns = [
    path("support/hours/", public.support_hours, name="support-hours"),
    path("support/hours.ics", public.support_hours_ics, name="support-hours-ics"),
    path(f"{_KEPT}/", settings.hours_settings, name="hours-settings"),
    path(f"{_KEPT}/<slug:key>/", settings.hours_calendar, name="hours-calendar"),
    path(f"{_KEPT}/<slug:key>/zone/", settings.hours_zone, name="hours-zone"),
    path(f"{_KEPT}/<slug:key>/weeks/new/", week.hours_week_add, name="hours-week-add"),
    path(
        f"{_KEPT}/<slug:key>/weeks/new/preview/",
        week.hours_week_preview,
        name="hours-week-add-preview",
    ),
    path(f"{_KEPT}/<slug:key>/weeks/<int:pk>/", week.hours_week, name="hours-week"),
    path(
        f"{_KEPT}/<slug:key>/weeks/<int:pk>/preview/",
        week.hours_week_preview,
        name="hours-week-preview",
    ),
    path(
        f"{_KEPT}/<slug:key>/weeks/<int:pk>/remove/",
        week.hours_week_remove,
        name="hours-week-remove",
    ),
    path(
        f"{_KEPT}/<slug:key>/days/new/",
        closings.hours_closing_add,
        name="hours-closing-add",
    ),
    path(
        f"{_KEPT}/<slug:key>/days/new/preview/",
        closings.hours_closing_preview,
        name="hours-closing-preview",
    ),
    path(
        f"{_KEPT}/<slug:key>/days/<int:pk>/remove/",
        closings.hours_closing_remove,
        name="hours-closing-remove",
    ),
    path(
        f"{_KEPT}/<slug:key>/rules/new/", closings.hours_rule_add, name="hours-rule-add"
    ),
    path(
        f"{_KEPT}/<slug:key>/rules/new/preview/",
        closings.hours_rule_preview,
        name="hours-rule-preview",
    ),
    path(
        f"{_KEPT}/<slug:key>/rules/<int:pk>/switch/",
        closings.hours_rule_switch,
        name="hours-rule-switch",
    ),
    path(
        f"{_KEPT}/<slug:key>/rules/<int:pk>/remove/",
        closings.hours_rule_remove,
        name="hours-rule-remove",
    ),
]
