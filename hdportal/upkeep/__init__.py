"""Keep the portal for years: backups, restoring, and the doctor."""
