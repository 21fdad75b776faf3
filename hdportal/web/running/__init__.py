"""What keeps the portal running: supervisor, web server process, worker loop."""
