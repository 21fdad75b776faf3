"""Projects, applications and who works on which project."""

from hdportal.portfolio.models.application import Application
from hdportal.portfolio.models.membership import ProjectMembership
from hdportal.portfolio.models.project import Project

__all__ = ["Application", "Project", "ProjectMembership"]
