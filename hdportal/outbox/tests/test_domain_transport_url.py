import pytest

from hdportal.outbox.domain.transport_url import (
    MailFolder,
    SmtpServer,
    WrongTransport,
    parse_transport,
)


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("smtp://mail.example", SmtpServer("mail.example", 25)),
        ("smtp://mail.example:587", SmtpServer("mail.example", 587)),
        ("smtps://mail.example", SmtpServer("mail.example", 465, is_tls=True)),
        ("smtp://[::1]:2525", SmtpServer("::1", 2525)),
        # What is special in an address is written with percent signs.
        (
            "smtp://me%40x.example:p%2Fw@mail.example:25",
            SmtpServer("mail.example", 25, username="me@x.example", password="p/w"),
        ),
        ("file:", MailFolder("")),
        ("file:/srv/mail", MailFolder("/srv/mail")),
        ("file:///srv/mail", MailFolder("/srv/mail")),
    ],
)
def test_an_address_means_a_server_or_a_folder(url, expected):
    assert parse_transport(url) == expected


@pytest.mark.parametrize(
    "url", ["", "http://mail.example", "smtp://", "smtp:mail", "smtp://mail:99999"]
)
def test_a_wrong_address_is_refused(url):
    with pytest.raises(WrongTransport):
        parse_transport(url)


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("smtp://u:p@mail.example", True),
        ("smtps://u:p@mail.example", False),
        ("smtp://mail.example", False),
        # Nobody listens between a process and its own machine.
        ("smtp://u:p@127.0.0.1", False),
        ("smtp://u:p@localhost", False),
    ],
)
def test_a_password_demands_encryption(url, expected):
    assert parse_transport(url).must_encrypt is expected


def test_a_server_never_shows_its_password():
    assert "secret" not in repr(parse_transport("smtp://u:secret@mail.example"))
