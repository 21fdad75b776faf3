"""Form definitions, their versions, and drafts."""

from hdportal.intake.models.draft import Draft
from hdportal.intake.models.form import FormDefinition, FormVersion

__all__ = ["Draft", "FormDefinition", "FormVersion"]
