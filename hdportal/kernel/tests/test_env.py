import pytest
from hypothesis import given
from hypothesis import strategies as st

from hdportal.kernel.env import Env, WrongSetting


def env(**variables: str) -> Env:
    return Env({f"HDPORTAL_{name}": value for name, value in variables.items()})


@pytest.mark.parametrize("value", ["1", "true", "Yes", "ON"])
def test_a_yes_is_read(value):
    assert env(DEMO=value).bool("DEMO", default=False) is True


@pytest.mark.parametrize("value", ["0", "false", "No", "off", "", "  "])
def test_a_no_is_read(value):
    assert env(DEMO=value).bool("DEMO", default=True) is False


def test_a_missing_variable_takes_the_default():
    assert env().bool("DEMO", default=True) is True
    assert env().int("TRUSTED_PROXIES", default=2) == 2
    assert env().text("MAIL_FROM", default="x") == "x"


def test_a_variable_without_default_must_be_set():
    with pytest.raises(WrongSetting, match="HDPORTAL_SECRET_KEY is not set"):
        env().text("SECRET_KEY")


def test_a_wrong_yes_or_no_stops_the_start_with_name_and_cure():
    with pytest.raises(WrongSetting) as stopped:
        env(DEMO="maybe").bool("DEMO", default=False)

    text = str(stopped.value)
    assert "HDPORTAL_DEMO" in text
    assert "Use 1 for yes or 0 for no" in text


@given(st.integers(min_value=0))
def test_whole_numbers_are_read(number):
    assert env(N=str(number)).int("N", default=0) == number


@pytest.mark.parametrize("value", ["", "-1", "1.5", "one", "²", "٣"])
def test_what_is_no_whole_number_is_refused(value):
    with pytest.raises(WrongSetting, match="HDPORTAL_N"):
        env(N=value).int("N", default=1)


def test_a_number_below_the_minimum_is_refused():
    with pytest.raises(WrongSetting, match="at least 5"):
        env(N="4").int("N", default=5, minimum=5)


def test_a_number_above_the_maximum_is_refused():
    with pytest.raises(WrongSetting, match="at most 7"):
        env(N="8").int("N", default=5, maximum=7)


def test_a_file_holds_a_secret(tmp_path):
    file = tmp_path / "key"
    file.write_text("s3cret\n")

    assert env(SECRET_KEY_FILE=str(file)).text("SECRET_KEY") == "s3cret"


def test_a_file_that_cannot_be_read_is_named(tmp_path):
    missing = str(tmp_path / "missing")

    with pytest.raises(WrongSetting, match="HDPORTAL_SECRET_KEY_FILE.*missing"):
        env(SECRET_KEY_FILE=missing).text("SECRET_KEY")


def test_an_address_needs_a_known_scheme():
    url = env(SMTP_URL="smtp://mail.example").url

    assert url("SMTP_URL", default="", schemes=("smtp",)) == "smtp://mail.example"
    with pytest.raises(WrongSetting, match="HDPORTAL_SMTP_URL.*Use file:"):
        url("SMTP_URL", default="", schemes=("file",))


def test_a_path_becomes_absolute():
    assert env(DATA_DIR="var").path("DATA_DIR", default="x").is_absolute()
