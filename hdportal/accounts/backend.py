"""Find the person of a session together with their organisation."""

from allauth.account.auth_backends import AuthenticationBackend

from hdportal.accounts.models import User


class PortalBackend(AuthenticationBackend):
    """allauth's backend; what a person may see hangs on the organisation as well."""

    def get_user(self, user_id: int) -> User | None:
        found = User.objects.select_related("organisation").filter(pk=user_id).first()
        return found if found and self.user_can_authenticate(found) else None
