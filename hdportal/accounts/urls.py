"""Addresses of accounts: the flows of allauth that are kept, and our own."""

from allauth.account import views as allauth_views
from django.urls import path, re_path

from hdportal.accounts.views import (
    ask,
    keys,
    language,
    organisations,
    people,
    profile,
    requests,
    sign_in,
)

SIGNING_IN = [
    path("accounts/login/", sign_in.SignInView.as_view(), name="account_login"),
    path("accounts/logout/", sign_in.SignOutView.as_view(), name="account_logout"),
    path("accounts/inactive/", allauth_views.account_inactive, name="account_inactive"),
    path(
        "accounts/password/reset/",
        sign_in.ResetView.as_view(),
        name="account_reset_password",
    ),
    path(
        "accounts/password/reset/done/",
        allauth_views.password_reset_done,
        name="account_reset_password_done",
    ),
    re_path(
        r"^accounts/password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        sign_in.NewPasswordView.as_view(),
        name="account_reset_password_from_key",
    ),
    path(
        "accounts/password/reset/key/done/",
        allauth_views.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
]

ASKING = [
    path("accounts/request/", ask.ask, name="account-request"),
    path("accounts/request/sent/", ask.sent, name="account-request-sent"),
    path(
        "accounts/request/confirm/<str:token>/",
        ask.confirm,
        name="account-request-confirm",
    ),
    path("accounts/requests/", requests.waiting, name="account-requests"),
    path(
        "accounts/requests/<int:pk>/invite/",
        requests.invite,
        name="account-request-invite",
    ),
    path(
        "accounts/requests/<int:pk>/decline/",
        requests.decline,
        name="account-request-decline",
    ),
]

PEOPLE = [
    path("profile/", profile.profile, name="profile"),
    path("profile/keys/", keys.profile_keys, name="profile-keys"),
    path("language/", language.set_language, name="set-language"),
    path("accounts/invite/", people.invite, name="invite"),
    path("accounts/people/", people.people, name="people"),
    path("accounts/people/<int:pk>/", people.person, name="person"),
    path("accounts/people/<int:pk>/grant/", people.grant, name="person-grant"),
    path(
        "accounts/people/<int:pk>/revoke/<int:assignment_pk>/",
        people.revoke,
        name="person-revoke",
    ),
    path("accounts/people/<int:pk>/move/", people.move, name="person-move"),
    path(
        "accounts/people/<int:pk>/deactivate/",
        people.deactivate,
        name="person-deactivate",
    ),
    path(
        "accounts/people/<int:pk>/reactivate/",
        people.reactivate,
        name="person-reactivate",
    ),
    path("accounts/organisations/", organisations.organisations, name="organisations"),
    path(
        "accounts/organisations/<int:pk>/share/",
        organisations.share,
        name="organisation-share",
    ),
]

urlpatterns = [*SIGNING_IN, *ASKING, *PEOPLE]
