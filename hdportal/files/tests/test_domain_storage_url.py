"""HDPORTAL_STORAGE_URL."""

import pytest

from hdportal.files.domain.storage_url import (
    FileFolder,
    S3Bucket,
    WrongStorage,
    parse_storage,
)
from hdportal.files.storage import storage_settings

SECRET = "s3cr3t"
WRONG = [
    "",
    "ftp://host/x",
    "file://host/folder",
    "file:folder",
    f"s3://key:{SECRET}@host",
    f"s3://key:{SECRET}@/bucket",
    f"s3://key:{SECRET}@host/a/b",
    f"s3://key:{SECRET}@host:port/bucket",
    f"s3://key:{SECRET}@host:99999/bucket",
    f"s3://key:{SECRET}@[host/bucket",
    f"s3://key:{SECRET}@host/bucket?secure=yes",
    f"s3://key:{SECRET}@host/bucket?regio=eu",
    "s3://host/bucket",
    f"s3://:{SECRET}@host/bucket",
]


def test_no_folder_means_the_folder_of_the_data(tmp_path):
    found = storage_settings("file:", tmp_path)

    assert found["OPTIONS"] == {"location": str(tmp_path / "files")}


def test_a_folder_may_be_named():
    assert parse_storage("file:/srv/my%20files") == FileFolder("/srv/my files")


def test_a_bucket_is_https_unless_told():
    found = parse_storage(f"s3://k%2Fey:{SECRET}%40@s3.example/tickets?region=eu-1")

    endpoint = "https://s3.example"
    assert found == S3Bucket(endpoint, "tickets", "k/ey", SECRET + "@", "eu-1")


@pytest.mark.parametrize("url", WRONG)
def test_a_wrong_address_says_what_to_write_and_no_secret(url):
    with pytest.raises(WrongStorage) as refusal:
        parse_storage(url)

    assert str(refusal.value)
    assert SECRET not in repr(refusal.value) + str(refusal.value.__cause__)


def test_a_bucket_never_shows_its_secret():
    assert SECRET not in repr(parse_storage(f"s3://key:{SECRET}@host/bucket"))
