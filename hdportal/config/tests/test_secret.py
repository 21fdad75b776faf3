from hdportal.config.secret import secret_key


def test_the_key_is_made_once(tmp_path):
    first = secret_key(tmp_path)

    assert secret_key(tmp_path) == first
    assert len(first) > 60


def test_only_the_owner_can_read_the_key(tmp_path):
    secret_key(tmp_path)

    assert (tmp_path / "secret-key").stat().st_mode & 0o777 == 0o600


def test_nothing_else_is_left_in_the_folder(tmp_path):
    secret_key(tmp_path)

    assert [file.name for file in tmp_path.iterdir()] == ["secret-key"]
