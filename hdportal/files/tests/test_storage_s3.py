"""A real HTTP server that speaks S3."""

from collections.abc import Iterator
from datetime import timedelta

import boto3
import pytest
from django.core.files.storage import storages
from django.test import RequestFactory
from moto.server import ThreadedMotoServer

from hdportal.accounts.tests.factories import make_user
from hdportal.files import blobs
from hdportal.files.actions import files
from hdportal.files.domain.refusals import StorageRefused
from hdportal.files.models import StoredFile
from hdportal.files.serving import serve
from hdportal.files.storage import storage_settings
from hdportal.files.tests import samples
from hdportal.kernel import clock

pytestmark = pytest.mark.django_db
KEYS = {"aws_access_key_id": "key", "aws_secret_access_key": "secret"}


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    """Serve S3 on a free port of this machine; return host and port."""
    running = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    running.start()
    host, port = running.get_host_and_port()
    yield f"{host}:{port}"
    running.stop()


@pytest.fixture
def bucket(server, settings, tmp_path):
    """Keep attachments in an empty bucket, and return it."""
    place = {"endpoint_url": f"http://{server}", "region_name": "eu-west-1"}
    made = boto3.resource("s3", **place, **KEYS).Bucket("tickets")
    made.create(CreateBucketConfiguration={"LocationConstraint": "eu-west-1"})
    use(settings, tmp_path, f"{server}/tickets")
    yield made
    made.objects.all().delete()
    made.delete()


def use(settings, tmp_path, place):
    url = f"s3://key:secret@{place}?region=eu-west-1&secure=0"
    kept = storage_settings(url, tmp_path)
    settings.STORAGES = {**settings.STORAGES, "attachments": kept}


def add(content=b"a text"):
    upload = samples.upload(content, "a.txt")
    return files.add(owner="draft:1", upload=upload, by=make_user())


def names(bucket):
    return [stored.key for stored in bucket.objects.all()]


def test_a_file_is_kept_served_and_removed(bucket, django_capture_on_commit_callbacks):
    file = add(content=samples.pdf() + b"x" * 9_000_000)
    response = serve(file, request=RequestFactory().get("/"))

    assert names(bucket) == [file.storage_name]
    assert len(b"".join(response.streaming_content)) == file.size_bytes > 9_000_000
    with django_capture_on_commit_callbacks(execute=True):
        files.remove(file=file, by=None)
    assert names(bucket) == []


def test_the_sweep_finds_what_has_no_row(bucket):
    file = add()
    orphan = blobs.keep(b"half")
    bucket.put_object(Key="backups/of-somebody-else", Body=b"x")

    assert files.sweep_orphans(clock.now()) == 0
    assert files.sweep_orphans(clock.now() + timedelta(days=2)) == 1
    assert sorted(names(bucket)) == sorted(
        ["backups/of-somebody-else", file.storage_name]
    )
    assert orphan not in names(bucket)


def test_a_bucket_that_is_gone_refuses_in_a_sentence(server, settings, tmp_path):
    use(settings, tmp_path, f"{server}/no-such-bucket")

    with pytest.raises(StorageRefused):
        add()
    assert not StoredFile.objects.exists()


def test_a_server_that_is_away_refuses_in_a_sentence(settings, tmp_path):
    use(settings, tmp_path, "127.0.0.1:1/tickets")

    with pytest.raises(StorageRefused):
        add()
    assert not StoredFile.objects.exists()


def test_bytes_that_are_gone_are_said_in_a_sentence(bucket):
    file = add()
    blobs.discard(file.storage_name)

    with pytest.raises(StorageRefused):
        serve(file, request=RequestFactory().get("/"))


def test_trouble_names_no_secret(server, settings, tmp_path):
    use(settings, tmp_path, f"{server}/no-such-bucket")

    with pytest.raises(OSError, match="NoSuchBucket") as trouble:
        storages["attachments"].listdir("")

    assert "secret" not in str(trouble.value)
