"""What kind of file it is, from its first bytes, and the one data file of a zip. Standard library only."""

from __future__ import annotations

import io
import zipfile
from pathlib import PurePosixPath

from data.connectors import limits
from data.connectors.refusal import RefusedError

_SIGNATURES = (
    (b"\xd0\xcf\x11\xe0", "un classeur Excel ancien (.xls), qui peut porter des macros"),
    (b"PAR1", "un fichier Parquet"),
    (b"\x1f\x8b", "une archive gzip"),
    (b"7z\xbc\xaf", "une archive 7-Zip"),
    (b"Rar!", "une archive RAR"),
    (b"%PDF", "un document PDF"),
    (b"SQLite format 3", "une base SQLite"),
    (b"\x89PNG", "une image"),
    (b"\xff\xd8\xff", "une image"),
    (b"\x80\x04", "un objet Python sérialisé"),
    (b"version https://git-lfs", "un renvoi Git LFS, sans les données elles-mêmes"),
)
_ADVICE = "Déposez le fichier CSV ou GeoJSON publié, l'archive zip qui le contient, ou un classeur .xlsx ou .ods."
_READABLE = (".csv", ".txt", ".tsv", ".geojson", ".json")


def open_container(content: bytes, name: str) -> tuple[bytes, str]:
    """Return the bytes and the name of the data file, taken out of its zip if need be.

    Raises:
        RefusedError: an empty, binary or web file, or a zip whose members, total or ratio pass the limits.
    """
    if not content.strip():
        raise RefusedError(f"Le fichier « {name} » est vide : il n'y a rien à importer.")
    if content.startswith(b"PK\x05\x06"):
        raise RefusedError(f"L'archive « {name} » est vide : elle ne contient aucun fichier.")
    if content.startswith(b"PK\x03\x04"):
        content, name = _open_zip(content, name)
        if not content.strip():
            raise RefusedError(f"Le fichier « {name} » de l'archive est vide.")
    for signature, words in _SIGNATURES:
        if content.startswith(signature):
            raise RefusedError(f"« {name} » est {words} : ce format n'est pas lu. {_ADVICE}")
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise RefusedError(f"« {name} » est encodé en UTF-16 : enregistrez-le en « CSV UTF-8 » avant de le déposer.")
    if b"\x00" in content[:65536]:
        raise RefusedError(f"« {name} » contient des octets nuls : ce n'est pas un fichier de texte. {_ADVICE}")
    head = content[:2048].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if head.startswith((b"<!doctype html", b"<html", b"<head", b"<body")):
        raise RefusedError(
            f"« {name} » est une page web, pas un fichier de données : le téléchargement a sans doute renvoyé une page "
            f"d'erreur ou d'accueil. {_ADVICE}"
        )
    if head.startswith(b"<"):
        if head.startswith(b"<<<<<<<"):
            return content, name
        raise RefusedError(f"« {name} » est un fichier XML ou assimilé : ce format n'est pas lu. {_ADVICE}")
    return content, name


def _open_zip(content: bytes, name: str) -> tuple[bytes, str]:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return _only_member(archive, name)
    except (zipfile.BadZipFile, NotImplementedError, OSError, EOFError) as error:
        raise RefusedError(
            f"L'archive « {name} » est abîmée ou d'un genre inconnu : elle n'a pas pu être ouverte."
        ) from error


def _only_member(archive: zipfile.ZipFile, name: str) -> tuple[bytes, str]:
    # The directory is read before anything is inflated: declared sizes are judged first, and reading is bounded too.
    members = [member for member in archive.infolist() if not member.is_dir()]
    if len(members) > limits.MAX_ZIP_MEMBERS:
        raise RefusedError(
            f"L'archive « {name} » contient {len(members)} fichiers ; la limite est de {limits.MAX_ZIP_MEMBERS}."
        )
    if any(member.filename == "[Content_Types].xml" for member in members):
        raise RefusedError(
            f"« {name} » est un document bureautique (.docx, .pptx…) et non un classeur : déposez un .xlsx, un .ods "
            "ou un fichier CSV."
        )
    if any(member.filename == "mimetype" for member in members):
        raise RefusedError(f"« {name} » est un document OpenDocument qui n'est pas un classeur : déposez un .ods.")
    total = sum(member.file_size for member in members)
    if total > limits.MAX_UNZIPPED_BYTES:
        raise RefusedError(
            f"Une fois ouverte, l'archive « {name} » pèserait {total // limits.MEGABYTE} Mo ; la limite est de "
            f"{limits.MAX_UNZIPPED_BYTES // limits.MEGABYTE} Mo. Elle n'a pas été ouverte."
        )
    for member in members:
        if member.file_size > limits.RATIO_FLOOR_BYTES and member.file_size > limits.MAX_ZIP_RATIO * max(
            member.compress_size, 1
        ):
            raise RefusedError(
                f"Dans l'archive « {name} », « {member.filename} » est compressé plus de {limits.MAX_ZIP_RATIO} fois, "
                "ce qu'aucun fichier publié n'atteint : l'archive n'a pas été ouverte."
            )
    chosen = _choose(members, name)
    if chosen.flag_bits & 0x1:
        raise RefusedError(f"L'archive « {name} » est protégée par un mot de passe : elle n'a pas été ouverte.")
    with archive.open(chosen) as stream:
        content = stream.read(limits.MAX_UNZIPPED_BYTES + 1)
    if len(content) > limits.MAX_UNZIPPED_BYTES or len(content) != chosen.file_size:
        raise RefusedError(f"L'archive « {name} » ne dit pas la vraie taille de son contenu : elle est refusée.")
    return content, PurePosixPath(chosen.filename).name


def _choose(members: list[zipfile.ZipInfo], name: str) -> zipfile.ZipInfo:
    """The data file of an archive: descriptions and other territorial levels stand beside it in INSEE's."""
    paths = [(member, PurePosixPath(member.filename)) for member in members]
    data = [
        (member, path)
        for member, path in paths
        if path.suffix.lower() in _READABLE
        and not path.name.lower().startswith(("meta", ".", "lisezmoi", "readme"))
        and "__MACOSX" not in path.parts
    ]
    if len(data) > 1:
        communal = [(member, path) for member, path in data if "_com" in path.stem.lower()]
        data = communal or data
    if not data:
        raise RefusedError(f"L'archive « {name} » ne contient aucun fichier CSV ou GeoJSON. {_ADVICE}")
    if len(data) > 1:
        names = ", ".join(f"« {path.name} »" for _, path in data[:6])
        raise RefusedError(f"L'archive « {name} » contient plusieurs fichiers ({names}) : déposez-en un seul.")
    return data[0][0]
