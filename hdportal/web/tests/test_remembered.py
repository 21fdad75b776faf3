"""What a process remembers of rows that seldom change."""

from hdportal.web.remembered import Remembered, forget_everything


def counted():
    seen = []

    def read():
        seen.append(len(seen))
        return len(seen)

    return Remembered(read)


def test_it_is_read_once_and_again_after_forgetting():
    remembered = counted()
    assert (remembered(), remembered()) == (1, 1)

    remembered.forget()

    assert (remembered(), remembered()) == (2, 2)


def test_it_is_read_again_when_it_is_too_old(monkeypatch):
    monkeypatch.setattr(Remembered, "SECONDS", -1)
    remembered = counted()

    assert (remembered(), remembered()) == (1, 2)


def test_everything_is_forgotten_at_once():
    one, other = counted(), counted()
    one(), other()

    forget_everything()

    assert (one(), other()) == (2, 2)
