"""People, organisations, scoped roles, sign-in, profile."""
