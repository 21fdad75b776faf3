"""What a browser gets."""

import pytest
from django.http import Http404
from django.test import RequestFactory

from hdportal.accounts.tests.factories import make_user
from hdportal.files import blobs
from hdportal.files.actions import files
from hdportal.files.domain.refusals import StorageRefused
from hdportal.files.serving import serve
from hdportal.files.tests import samples

pytestmark = pytest.mark.django_db
POLYGLOT = samples.gif(comment=b"*/=1;alert(1)//<script>alert(1)</script>")


def kept(content, name="a"):
    upload = samples.upload(content, name)
    return files.add(owner="draft:1", upload=upload, by=make_user())


def answer(file, preview=False, **headers):
    request = RequestFactory().get("/", headers=headers)
    return serve(file, request=request, preview=preview)


def body(response):
    content = b"".join(response.streaming_content)
    response.close()
    return content


@pytest.mark.parametrize(
    "content",
    [samples.pdf() + samples.zipped({"a": b"b"}), POLYGLOT, b"text", samples.png()],
    ids=["pdf and zip", "gif and script", "text", "png"],
)
def test_every_file_is_a_download_that_runs_nothing(content):
    response = answer(kept(content))

    assert body(response) == content
    assert response["Content-Disposition"].startswith("attachment")
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert response["Cross-Origin-Resource-Policy"] == "same-origin"
    assert response["Content-Length"] == str(len(content))


def test_a_picture_is_shown_and_still_runs_nothing():
    response = answer(kept(POLYGLOT, "a.html"), preview=True)

    assert response["Content-Disposition"] == 'inline; filename="a.gif"'
    assert response["Content-Type"] == "image/gif"
    assert "sandbox" in response["Content-Security-Policy"]
    response.close()


@pytest.mark.parametrize("content", [samples.pdf(), b"text", samples.office("docx")])
def test_only_pictures_have_a_preview(content):
    file = kept(content)

    with pytest.raises(Http404):
        answer(file, preview=True)


def test_a_name_in_any_script_reaches_the_browser():
    response = answer(kept(samples.png(), 'é"; evil=".png'))

    assert "filename*=utf-8''%C3%A9_" in response["Content-Disposition"]
    response.close()


def test_a_browser_that_has_it_gets_no_bytes_again():
    file = kept(samples.png())

    response = answer(file, if_none_match=f'"{file.sha256}"')

    assert (response.status_code, response.content) == (304, b"")


def test_bytes_that_are_gone_are_said_in_a_sentence():
    file = kept(samples.png())
    blobs.discard(file.storage_name)

    with pytest.raises(StorageRefused):
        answer(file)
