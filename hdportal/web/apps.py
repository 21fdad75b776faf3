from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "hdportal.web"
    label = "web"
