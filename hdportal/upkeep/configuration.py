"""The settings of backups, read when needed so that secrets stay out of Django's."""

from dataclasses import dataclass
from pathlib import Path

from hdportal.kernel.env import Env, WrongSetting, from_process
from hdportal.upkeep.archive.keys import Keys, WrongKey


@dataclass(frozen=True)
class Configuration:
    """`folder` is where scheduled backups go; None means that there are none."""

    folder: Path | None
    keys: Keys


def read(env: Env | None = None) -> Configuration:
    """Return the settings `HDPORTAL_BACKUP_…`.

    Raises:
        WrongSetting: names the variable and the cure.
    """
    env = env or from_process()
    folder = env.path("BACKUP_DIR", default="") if env.text("BACKUP_DIR", "") else None
    return Configuration(folder, _keys(env))


def _keys(env: Env) -> Keys:
    keys = Keys(
        passphrase=env.text("BACKUP_PASSPHRASE", ""),
        recipient=env.text("BACKUP_RECIPIENT", ""),
        identity=env.text("BACKUP_IDENTITY", ""),
    )
    try:
        keys.check()
    except WrongKey as error:
        name = f"BACKUP_{error.name.upper()}"
        raise WrongSetting(name, "cannot be used", f"{error.cure}") from error
    return keys
