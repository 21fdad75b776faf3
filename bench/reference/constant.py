"""A Django view that answers with constant bytes, as many as the page has."""

from django.http import HttpRequest, HttpResponse
from django.urls import path

BYTES = b"<!doctype html><p>" + b"constant " * 2165


def constant(request: HttpRequest) -> HttpResponse:
    return HttpResponse(BYTES)


urlpatterns = [path("constant/", constant)]
