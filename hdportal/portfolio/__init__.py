"""Projects, applications, who works on which project; the Support Service page."""
