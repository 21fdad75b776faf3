"""What the roles are called, in the order in which pages list them."""

from hdportal.kernel.actor import Role
from hdportal.kernel.text import N_

ROLE_LABELS = {
    Role.AGENT: N_("Service Desk agent"),
    Role.ANALYST: N_("Analyst"),
    Role.COORDINATOR: N_("Coordinator"),
    Role.INCIDENT_MANAGER: N_("Incident manager"),
    Role.DPO: N_("Data protection officer"),
    Role.PMO: N_("Project management office"),
    Role.RESEARCHER: N_("Researcher"),
    Role.EMPLOYEE: N_("Employee"),
    Role.CONSULTANT: N_("Consultant"),
    Role.LEAD: N_("Project lead"),
    Role.LINE_MANAGER: N_("Line manager"),
    Role.FINANCE: N_("Finance"),
    Role.AUDITOR: N_("Auditor"),
    Role.EDITOR: N_("Documentation editor"),
    Role.ADMINISTRATOR: N_("Administrator"),
}
