"""What the worker does for this app by the clock."""

from hdportal.accounts.actions import requests
from hdportal.web import jobs

jobs.register(
    jobs.Job("account-requests-forget", jobs.DAILY, requests.forget_unverified)
)
