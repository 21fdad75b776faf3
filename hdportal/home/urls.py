from django.urls import path

from hdportal.home import views

urlpatterns = [path("", views.home, name="home")]
