"""The field for files and the list of files, as HTML."""

import pytest
from django.template.loader import engines

from hdportal.accounts.tests.factories import make_user
from hdportal.files.actions import files
from hdportal.files.presenters import (
    file_view,
    input_view,
    sentences,
    size_text,
    upload_answer,
)
from hdportal.files.tests import samples

pytestmark = pytest.mark.django_db
FIELD = """
{% from "files/file_input.html" import file_input %}
{% call file_input(name="attachments", label="Attachments", view=view, files=files,
                   upload_url=url, fields={"purpose": "it's"}) %}
no patient data
{% endcall %}
"""


def draw(source, **context):
    return engines["jinja2"].from_string(source).render(context)


def received(*contents):
    uploads = [
        samples.upload(content, f"{n}.png") for n, content in enumerate(contents)
    ]
    return files.add_each(owner="draft:1", uploads=uploads, by=make_user())


def view_of(file):
    return file_view(
        file,
        href=lambda stored: f"/files/{stored.pk}/",
        preview_href=lambda stored: f"/files/{stored.pk}/?preview",
        remove_href=lambda stored: f"/files/{stored.pk}/remove/",
    )


def test_the_field_works_without_script():
    html = draw(FIELD, view=input_view(), files=[], url="")

    assert 'type="file"' in html
    assert 'name="attachments"' in html
    assert "At most 10 files, 25 MB each and 100 MB together." in html
    assert "data-upload-url" not in html
    assert "no patient data" in html


def test_on_one_row_the_whole_rules_unfold_and_describe_the_field():
    low = FIELD.replace("upload_url=url", "upload_url=url, compact=true")

    html = draw(low, view=input_view(), files=[], url="")

    shown, _fold, folded = html.partition("<details")
    assert 'aria-describedby="id_attachments_limits"' in shown
    assert "no patient data" not in shown
    assert "No patient data. At most 10 files, 25 MB each." in folded
    for words in ("no patient data", "100 MB together.", "Word, Excel"):
        assert words in folded.partition("</details>")[0]


def test_files_that_are_kept_can_be_removed_without_script():
    shown = [view_of(file) for file in received(samples.png()).kept]

    html = draw(FIELD, view=input_view(), files=shown, url="/upload/")

    assert f'formaction="{shown[0].remove_href}"' in html
    assert f'src="{shown[0].preview_href}"' in html
    assert "Not checked for patient data" in html
    assert 'data-text-progress="%(percent)s% of %(size)s"' in html


def test_a_list_offers_downloads_and_no_removing():
    file = received(b"a text").kept[0]
    shown = file_view(file, href=lambda stored: "/download/")

    html = draw('{% include "files/_file_list.html" %}', files=[shown])

    assert 'href="/download/"' in html
    assert "Remove" not in html
    assert "Not checked" not in html


def test_the_answer_to_the_script_has_kept_and_refused():
    answer = upload_answer(received(samples.png(), b""), view=view_of)

    [kept], [refused] = answer["files"], answer["refused"]
    assert kept["preview_url"].endswith("?preview")
    assert refused == {
        "name": "1.png",
        "sentence": "“1.png” is empty. Choose the file again.",
    }


def test_many_refusals_are_told_in_few_sentences():
    told = list(sentences(received(*[b""] * 12), most=3))

    assert len(told) == 4
    assert told[-1] == "9 more files were not added."


@pytest.mark.parametrize(
    ("size_bytes", "text"),
    [(12, "12 bytes"), (2048, "2 KB"), (3 * 1024 * 1024 + 210_000, "3.2 MB")],
)
def test_sizes_are_told_as_people_read_them(size_bytes, text):
    assert size_text(size_bytes) == text
