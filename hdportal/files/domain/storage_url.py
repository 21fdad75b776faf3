"""Read HDPORTAL_STORAGE_URL: where attachments are kept."""

from dataclasses import dataclass
from urllib.parse import SplitResult, parse_qs, unquote, urlsplit

_FORM = "s3://KEY:SECRET@host/bucket?region=…"


class WrongStorage(ValueError):
    """The address of the storage cannot be used; the text never repeats a secret."""


@dataclass(frozen=True)
class FileFolder:
    """Files lie in a folder; an empty `path` means "files" beside the other data."""

    path: str


@dataclass(frozen=True)
class S3Bucket:
    """Files lie in a bucket of an S3-compatible storage."""

    endpoint: str
    bucket: str
    key: str
    secret: str
    region: str = ""

    def __repr__(self) -> str:
        # Written out by hand so that a log or a traceback never shows the secret.
        return f"S3Bucket({self.endpoint}/{self.bucket}, region={self.region!r})"


def parse_storage(url: str) -> FileFolder | S3Bucket:
    """Return what `url` means.

    >>> parse_storage("file:/srv/files")
    FileFolder(path='/srv/files')
    >>> parse_storage("s3://key:se%2Fcret@s3.example:9000/tickets?region=eu&secure=0")
    S3Bucket(http://s3.example:9000/tickets, region='eu')

    Raises:
        WrongStorage: something is missing or wrong; says what to write.
    """
    try:
        parts = urlsplit(url)
        _port = parts.port
    except ValueError:
        # Without its cause, whose text may repeat the address.
        raise WrongStorage("the host or the port cannot be read") from None
    match parts.scheme:
        case "file":
            return _folder(parts)
        case "s3":
            return _bucket(parts)
        case _:
            raise WrongStorage(f"use file:, file:/folder, or {_FORM}")


def _folder(parts: SplitResult) -> FileFolder:
    if parts.netloc or not (parts.path == "" or parts.path.startswith("/")):
        raise WrongStorage("use file:/folder with the whole path, or file: alone")
    return FileFolder(unquote(parts.path))


def _bucket(parts: SplitResult) -> S3Bucket:
    bucket = unquote(parts.path).strip("/")
    if not parts.hostname or not bucket or "/" in bucket:
        raise WrongStorage(f"name the host and one bucket, as in {_FORM}")
    if not parts.username or not parts.password:
        raise WrongStorage(f"name the key and its secret, as in {_FORM}")
    options = parse_qs(parts.query, keep_blank_values=True)
    if unknown := sorted(set(options) - {"region", "secure"}):
        raise WrongStorage(
            f"only region and secure may follow, not {', '.join(unknown)}"
        )
    is_secure = options.get("secure", ["1"])[-1]
    if is_secure not in ("0", "1"):
        raise WrongStorage("secure is 1 (https) or 0 (http)")
    host = f"[{parts.hostname}]" if ":" in parts.hostname else parts.hostname
    port = f":{parts.port}" if parts.port else ""
    return S3Bucket(
        endpoint=f"{'https' if is_secure == '1' else 'http'}://{host}{port}",
        bucket=bucket,
        key=unquote(parts.username),
        secret=unquote(parts.password),
        region=options.get("region", [""])[-1],
    )
