"""The form in which a backup lies on disk."""
