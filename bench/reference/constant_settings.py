"""Settings of the constant view: no middleware, no database, no templates."""

SECRET_KEY = "the reference page keeps no secrets"
ALLOWED_HOSTS = ["127.0.0.1"]
ROOT_URLCONF = "bench.reference.constant"
WSGI_APPLICATION = "bench.reference.wsgi.application"
MIDDLEWARE: list[str] = []
USE_TZ = True
