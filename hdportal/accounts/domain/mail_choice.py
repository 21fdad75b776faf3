"""When a person wants mail about the own incidents."""

from enum import StrEnum

from hdportal.kernel.text import N_


class MailChoice(StrEnum):
    """How often the portal writes to somebody about their own incidents."""

    NOW = "now"
    DAILY = "daily"
    NONE = "none"


MAIL_CHOICE_LABELS = {
    MailChoice.NOW: N_("Straight away"),
    MailChoice.DAILY: N_("Once a day, in the morning"),
    MailChoice.NONE: N_("No mail"),
}
MAIL_CHOICE_HELP = {
    MailChoice.NOW: N_("One mail for each answer."),
    MailChoice.DAILY: N_("One mail with everything since the day before."),
    MailChoice.NONE: N_("You find every answer on your incident's page."),
}
