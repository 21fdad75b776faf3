"""Form definitions and their versions."""

from hdportal.intake.models.form import FormDefinition, FormVersion

__all__ = ["FormDefinition", "FormVersion"]
