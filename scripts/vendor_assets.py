"""Make the vendored browser files again from their published packages.

Usage:
    python scripts/vendor_assets.py           fetch, verify and write every file
    python scripts/vendor_assets.py --check   verify the files in the tree, offline
    python scripts/vendor_assets.py --update  accept the checksums of a new version

The manifest hdportal/web/static/vendor/VENDOR.json says which package, version,
licence and files. Packages come through `npm pack`, so the reader's own registry
setting is used.
"""

import argparse
import hashlib
import json
import re
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
MANIFEST = ROOT / "hdportal/web/static/vendor/VENDOR.json"
SPRITE = ROOT / "hdportal/web/static/web/icons.svg"

Manifest = dict[str, Any]


def sha256(content: bytes) -> str:
    """Return the hexadecimal SHA-256 of `content`."""
    return hashlib.sha256(content).hexdigest()


def fetch(package: str, version: str, folder: Path) -> Path:
    """Download one package as a tarball into `folder` and return its path."""
    command = ["npm", "pack", "--silent", "--ignore-scripts", f"{package}@{version}"]
    done = subprocess.run(command, cwd=folder, check=True, capture_output=True)
    return folder / done.stdout.decode().split()[-1]


def member(archive: tarfile.TarFile, path: str) -> bytes:
    """Return the bytes of one file of a package."""
    extracted = archive.extractfile(f"package/{path}")
    if extracted is None:
        raise SystemExit(f"{path} is not a file of the package")
    return extracted.read()


def symbol(name: str, svg: str) -> str:
    """Turn one icon file into a symbol of the sprite."""
    inner = re.search(r"<svg[^>]*>(.*)</svg>", svg, re.DOTALL)
    if inner is None:
        raise SystemExit(f"icon {name} has no drawing")
    drawing = re.sub(r"\s*\n\s*", "", inner.group(1)).strip()
    # The drawing attributes stand on the symbol: CSS of the page reaches only
    # the <use> element, and these are inherited from the symbol inwards.
    return (
        f'<symbol id="{name}" viewBox="0 0 24 24" fill="none" stroke="currentColor"'
        f' stroke-width="1.75" stroke-linecap="round" stroke-linejoin="round">'
        f"{drawing}</symbol>"
    )


def sprite(archive: tarfile.TarFile, entry: Manifest) -> bytes:
    """Build the icon sprite from the listed icons of the package."""
    icons = [
        symbol(name, member(archive, f"icons/{name}.svg").decode())
        for name in sorted(entry["icons"])
    ]
    notice = f"<!-- {entry['package']} {entry['version']}, {entry['licence']} -->"
    head = '<svg xmlns="http://www.w3.org/2000/svg">'
    return "\n".join([notice, head, *icons, "</svg>", ""]).encode()


def products(archive: tarfile.TarFile, entry: Manifest) -> dict[str, bytes]:
    """Return what one package gives us: path in the tree -> content."""
    made = {
        path: member(archive, record["source"])
        for path, record in entry["files"].items()
        if "source" in record
    }
    if "icons" in entry:
        made[str(SPRITE.relative_to(ROOT))] = sprite(archive, entry)
    return made


def vendor(entry: Manifest, folder: Path, update: bool) -> None:
    """Fetch one package and write its files, refusing unexpected content."""
    tarball = fetch(entry["package"], entry["version"], folder)
    expect(entry, "sha256", sha256(tarball.read_bytes()), tarball.name, update)
    with tarfile.open(tarball) as archive:
        for path, content in products(archive, entry).items():
            record = entry["files"].setdefault(path, {})
            expect(record, "sha256", sha256(content), path, update)
            (ROOT / path).parent.mkdir(parents=True, exist_ok=True)
            (ROOT / path).write_bytes(content)


def expect(record: Manifest, key: str, actual: str, what: str, update: bool) -> None:
    """Compare a checksum with its record, or renew the record on `update`."""
    if update:
        record[key] = actual
    elif record.get(key) != actual:
        raise SystemExit(f"{what}: checksum {actual} is not the recorded one")


def changed_files(manifest: Manifest) -> list[str]:
    """Return the vendored files that are missing or differ from their record."""
    records = [
        pair for entry in manifest["packages"] for pair in entry["files"].items()
    ]
    return [
        path
        for path, record in records
        if not (ROOT / path).is_file()
        or sha256((ROOT / path).read_bytes()) != record["sha256"]
    ]


def main() -> int:
    """Run the command line and return the exit code."""
    parser = argparse.ArgumentParser(description="Vendored browser files")
    parser.add_argument("--check", action="store_true", help="verify only, offline")
    parser.add_argument("--update", action="store_true", help="accept new checksums")
    options = parser.parse_args()
    manifest = json.loads(MANIFEST.read_text())
    if options.check:
        changed = changed_files(manifest)
        sys.stderr.writelines(f"changed or missing: {path}\n" for path in changed)
        return 1 if changed else 0
    with tempfile.TemporaryDirectory() as folder:
        for entry in manifest["packages"]:
            vendor(entry, Path(folder), options.update)
    MANIFEST.write_text(json.dumps(manifest, indent=2) + "\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
