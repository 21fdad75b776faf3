from django.urls import path

from bench.reference.views import tickets

urlpatterns = [path("tickets/", tickets)]
