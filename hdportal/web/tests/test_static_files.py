import os

import pytest

from hdportal.web.running import static_files


@pytest.fixture
def source(settings, tmp_path):
    """One source file, and a place to collect it to."""
    folder = tmp_path / "source"
    folder.mkdir()
    file = folder / "app.css"
    file.write_text("p { color: black }")
    settings.STATICFILES_DIRS = [folder]
    settings.STATICFILES_FINDERS = [
        "django.contrib.staticfiles.finders.FileSystemFinder"
    ]
    settings.STATIC_ROOT = tmp_path / "static"
    return file


def test_files_are_collected_once(source, settings):
    assert static_files.collect_if_changed()
    assert not static_files.collect_if_changed()
    assert (settings.STATIC_ROOT / "app.css").exists()


def test_a_changed_file_is_collected_again(source, settings):
    static_files.collect_if_changed()
    source.write_text("p { color: green }")
    os.utime(source, ns=(1, 1))

    assert static_files.collect_if_changed()
    assert "green" in (settings.STATIC_ROOT / "app.css").read_text()


def test_a_removed_folder_is_collected_again(source, settings, tmp_path):
    static_files.collect_if_changed()
    settings.STATIC_ROOT.rename(tmp_path / "gone")

    assert static_files.collect_if_changed()
