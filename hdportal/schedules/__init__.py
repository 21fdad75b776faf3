"""When the desk is open: weekly hours, closing days, and the time between."""
