"""Keep a secret key beside the data where the operator has not set one."""

import os
import secrets
from pathlib import Path


def secret_key(data_dir: Path) -> str:
    """Return the key kept in `data_dir`, made on first use and readable by its owner.

    Two processes that start at once agree on one key: the file is made exclusively.
    """
    file = data_dir / "secret-key"
    fresh = data_dir / f".secret-key.{os.getpid()}"
    if not file.exists():
        fresh.touch(mode=0o600)
        fresh.write_text(secrets.token_urlsafe(64), encoding="ascii")
        try:
            os.link(fresh, file)
        except FileExistsError:
            pass
        finally:
            fresh.unlink()
    return file.read_text(encoding="ascii")
