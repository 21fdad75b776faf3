"""Signing in and out, and a forgotten password: allauth's views in our frame."""

from http import HTTPStatus
from typing import Any

from allauth.account import views as allauth_views
from django.forms import Form
from django.http import HttpRequest, HttpResponse

from hdportal.accounts import kept
from hdportal.accounts.presenters import sign_in_context


class _SaysInvalid:
    """A form that came back is 422; one that came too often is 429."""

    def form_invalid(self, form: Form) -> HttpResponse:
        response: HttpResponse = super().form_invalid(form)  # type: ignore[misc]
        is_too_often = form.has_error("__all__", "too_many_login_attempts")
        response.status_code = (
            HTTPStatus.TOO_MANY_REQUESTS
            if is_too_often
            else HTTPStatus.UNPROCESSABLE_ENTITY
        )
        return response


class SignInView(_SaysInvalid, allauth_views.LoginView):
    """Sign in; gives back what was typed when the session had ended."""

    def form_valid(self, form: Form) -> HttpResponse:
        # Read first: signing in changes the secret to which the text is bound.
        fields = kept.read(self.request)
        response = super().form_valid(form)
        if fields is not None and self.request.user.is_authenticated:
            kept.put_back(self.request, fields)
        return response

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = sign_in_context(self.request)
        return {**super().get_context_data(**kwargs), **context}


class SignOutView(allauth_views.LogoutView):
    """Sign out; the browser also forgets the pages it kept for its Back button."""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = super().post(request, *args, **kwargs)
        response["Clear-Site-Data"] = '"cache"'
        return response


class ResetView(_SaysInvalid, allauth_views.PasswordResetView):
    """Ask for the mail with which a new password is set."""


class NewPasswordView(_SaysInvalid, allauth_views.PasswordResetFromKeyView):
    """Set the new password."""
