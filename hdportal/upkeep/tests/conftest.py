from pathlib import Path

import pytest
from django.core.files.storage import storages
from django.test import override_settings


@pytest.fixture
def attachments(tmp_path: Path):
    """A file storage of one's own, and its folder."""
    folder = tmp_path / "attachments"
    backend = "hdportal.files.storage.PrivateFolder"
    place = {"BACKEND": backend, "OPTIONS": {"location": str(folder)}}
    from_settings = {**storages.backends, "attachments": place}
    with override_settings(STORAGES=from_settings):
        yield folder
