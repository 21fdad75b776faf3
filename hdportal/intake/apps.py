from django.apps import AppConfig


class IntakeConfig(AppConfig):
    name = "hdportal.intake"
    label = "intake"
