"""Rules of backups: what one holds, and how long it is kept."""
