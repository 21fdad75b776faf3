from hdportal.schedules.models.calendar import (
    CalendarEdition,
    ClosingDay,
    ClosingRule,
    SupportCalendar,
)

__all__ = ["CalendarEdition", "ClosingDay", "ClosingRule", "SupportCalendar"]
