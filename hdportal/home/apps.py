from django.apps import AppConfig


class HomeConfig(AppConfig):
    name = "hdportal.home"
    label = "home"
