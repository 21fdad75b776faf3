"""What the web server calls, for the page and for the constant view."""

from django.core.wsgi import get_wsgi_application

application = get_wsgi_application()
