"""People and where they work."""

from hdportal.accounts.models.account_request import AccountRequest
from hdportal.accounts.models.organisation import Organisation
from hdportal.accounts.models.role import RoleAssignment
from hdportal.accounts.models.user import User

__all__ = ["AccountRequest", "Organisation", "RoleAssignment", "User"]
