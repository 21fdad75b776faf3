from django.apps import AppConfig


class AuditConfig(AppConfig):
    name = "hdportal.audit"
    label = "audit"
