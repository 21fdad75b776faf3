"""What a file is, by its content."""

import itertools

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from hdportal.files.domain import kinds
from hdportal.files.domain.refusals import NotAccepted, Reason
from hdportal.files.domain.sniffing import sniff
from hdportal.files.domain.texts import line_numbers, refuse_unless_plain
from hdportal.files.tests import samples

ACCEPTED = [
    (samples.png(), kinds.PNG),
    (samples.jpeg(), kinds.JPEG),
    (samples.gif(), kinds.GIF),
    (samples.webp(), kinds.WEBP),
    (samples.webp_lossy(640, 480), kinds.WEBP),
    (samples.webp_extended(640, 480), kinds.WEBP),
    (samples.pdf(), kinds.PDF),
    (samples.office("docx"), kinds.DOCX),
    (samples.office("xlsx"), kinds.XLSX),
    (samples.office("pptx"), kinds.PPTX),
    (samples.open_document("odt"), kinds.ODT),
    (samples.open_document("ods"), kinds.ODS),
    (samples.open_document("odp"), kinds.ODP),
    (samples.open_document("odg"), kinds.ODG),
    (b"a line of text", kinds.TEXT),
    (b"MZ is how this text begins", kinds.TEXT),
]
REFUSED = [
    (samples.zipped({"a.txt": b"0" * 10**6}), Reason.ARCHIVE),
    (samples.zipped({}), Reason.ARCHIVE),
    (samples.zipped({str(n): b"" for n in range(5001)}), Reason.ARCHIVE),
    (samples.office("docx", {"word/vbaProject.bin": b"x"}), Reason.MACROS),
    (samples.open_document("ods", {"Basic/Standard/M.xml": b"x"}), Reason.MACROS),
    (samples.office("xlsx")[:60], Reason.DAMAGED),
    (samples.huge(samples.office("docx", {"a.xml": b"x"})), Reason.ARCHIVE),
    (samples.zipped({"[Content_Types].xml": b"x" * 10**6}), Reason.ARCHIVE),
    (
        samples.zipped({"[Content_Types].xml": b"other", "mimetype": b"x"}),
        Reason.ARCHIVE,
    ),
    (samples.zipped({"[Content_Types].xml": b"macroEnabled.main"}), Reason.MACROS),
    (samples.jpeg().replace(b"\xff\xe0\0\x10", b"\xff\xe0\0\x01"), Reason.DAMAGED),
    (b"\xff\xd8\xff\x01\xff\x01\0\0", Reason.DAMAGED),
    (b"\x1f\x8b\x08\0\0\0", Reason.ARCHIVE),
    (b"\0" * 257 + b"ustar\0", Reason.ARCHIVE),
    (b"MZ\x90\0\x03\0", Reason.PROGRAM),
    (b"\x7fELF\x02\x01\x01\0", Reason.PROGRAM),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0", Reason.OLD_OFFICE),
    (b"II*\0\x08\0\0\0", Reason.OTHER_PICTURE),
    (b"\0\0\0\x18ftypheic\0\0\0\0", Reason.OTHER_PICTURE),
    (b"BM\x9a\0\0\0\0\0\0\0", Reason.OTHER_PICTURE),
    (samples.png(10_000, 5_001), Reason.TOO_MANY_PIXELS),
    (samples.jpeg(65_000, 65_000), Reason.TOO_MANY_PIXELS),
    (samples.gif(65_000, 65_000), Reason.TOO_MANY_PIXELS),
    (
        samples.gif(9_000, 9_000).replace(b"GIF89a\x28\x23\x28\x23", b"GIF89a\1\0\1\0"),
        Reason.TOO_MANY_PIXELS,
    ),
    (samples.gif()[:-2], Reason.DAMAGED),
    (samples.jpeg()[:-2], Reason.DAMAGED),
    (samples.webp_extended(16_000_000, 4), Reason.TOO_MANY_PIXELS),
    (samples.png(0, 1), Reason.DAMAGED),
    (samples.png()[:-6], Reason.DAMAGED),
    (samples.png().replace(b"IHDR", b"IHDX"), Reason.DAMAGED),
    (b"\x89PNG\r\n\x1a\n", Reason.DAMAGED),
    (b"GIF89a<html><script>alert(1)</script>", Reason.DAMAGED),
    (b"\xff\xd8\xff\xd9", Reason.DAMAGED),
    (samples.webp()[:-4], Reason.DAMAGED),
    (samples.pdf()[:40], Reason.DAMAGED),
]
PAGES = [
    "<!DOCTYPE html><p>",
    "\ufeff \n<html><script>alert(1)</script>",
    "<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>",
    "<?xml version='1.0'?><!-- hi --><svg/>",
    "<?xml version='1.0'?><a:svg xmlns:a='http://www.w3.org/2000/svg'/>",
    "<script>alert(1)</script>",
]


@pytest.mark.parametrize(("content", "kind"), ACCEPTED, ids=itertools.count())
def test_the_content_tells_the_kind(content, kind):
    assert sniff(content, "invoice.exe.png") is kind


@pytest.mark.parametrize(("content", "reason"), REFUSED, ids=itertools.count())
def test_what_is_not_accepted_is_refused_whatever_its_name(content, reason):
    with pytest.raises(NotAccepted) as refusal:
        sniff(content, "holiday.png")

    assert refusal.value.reason is reason


@pytest.mark.parametrize(
    ("name", "reason"), [("a.BAT", Reason.PROGRAM), ("a.svg", Reason.PAGE)]
)
def test_a_name_can_only_make_a_refusal(name, reason):
    with pytest.raises(NotAccepted) as refusal:
        sniff(b"harmless", name)

    assert refusal.value.reason is reason


@pytest.mark.parametrize("text", PAGES)
def test_pages_and_drawings_are_no_plain_text(text):
    with pytest.raises(NotAccepted) as refusal:
        refuse_unless_plain(text)

    assert refusal.value.reason is Reason.PAGE


@pytest.mark.parametrize("text", ["#!/bin/sh\nrm", "<?php system();", "<job id=x>"])
def test_scripts_are_no_plain_text(text):
    with pytest.raises(NotAccepted) as refusal:
        refuse_unless_plain(text)

    assert refusal.value.reason is Reason.PROGRAM


@pytest.mark.parametrize(
    "text",
    ["a,b\r\n1,2", '{"a": 1}', "<?xml version='1.0'?><report/>", "\x1b[31mred\x1b[0m"]
    + ["10:20 GET / answered <html><body>Bad gateway</body></html>"],
)
def test_data_and_logs_are_plain_text(text):
    refuse_unless_plain(text)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("\x01\x02\x03", Reason.UNKNOWN),
        ("MIME-Version: 1.0\nFrom: somebody", Reason.UNKNOWN),
        ("{\\rtf1 hello}", Reason.OLD_OFFICE),
        (" \n", Reason.EMPTY),
    ],
)
def test_what_only_looks_like_text_is_refused(text, reason):
    with pytest.raises(NotAccepted) as refusal:
        refuse_unless_plain(text)

    assert refusal.value.reason is reason


def test_many_lines_are_named_up_to_five():
    text = "x\r\nx\rx\n" + "x\n" * 9

    assert line_numbers(text, [0, 3, 3, 5, 7, 9, 11]) == "1, 2, 3, 4, 5, …"


@given(st.binary(max_size=400), st.sampled_from([start for start, _kind in ACCEPTED]))
@example(b"", b"PK\x03\x04")
def test_no_bytes_make_it_crash(noise, start):
    for content in (
        noise,
        start[:12] + noise,
        start[: len(start) // 2] + noise + start,
    ):
        try:
            kind = sniff(content, "x")
        except NotAccepted:
            continue
        assert kind in kinds.KINDS
