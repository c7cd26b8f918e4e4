"""`python -m data.build`: sources → validated tables. `make data` calls it; the dashboard never does."""

from __future__ import annotations

import argparse
import sys
from collections import defaultdict
from pathlib import Path

import pyarrow as pa

from data.build.catalogue import build_bodies, build_catalogue
from data.build.caveats import build_caveats
from data.build.fiches import Rows, build_fiches
from data.build.law import build_law
from data.build.measures import build_measures
from data.build.process import build_process, build_workshop
from data.build.reading import SourceError, Sources
from data.build.subjects import build_subjects
from data.build.territories import build_territories, read_reference
from data.build.writing import validated, write_tables
from data.contract import ContractError

ROOT = Path(__file__).resolve().parents[1]
HAND = "data/sources/59-nord (saisie à la main du bilan, du rapport et de la délibération)"
LAW = "data/sources/59-nord/droit.yml (saisi à la main ; ce qui a été lu et ce qui reste à vérifier y est dit)"
REFERENCE = "data/reference (voir data/reference/origins.json)"


def collect(sources_folder: Path, reference_folder: Path) -> tuple[Rows, dict[str, list[str]]]:
    """All rows of all tables, and where each table comes from. Raises `SourceError`, listing every fault."""
    sources = Sources(sources_folder)
    rows: Rows = defaultdict(list)

    def add(part: Rows, origin: str) -> None:
        for name, found in part.items():
            rows[name].extend(found)
            if origin not in origins[name]:
                origins[name].append(origin)

    origins: dict[str, list[str]] = defaultdict(list)
    add(read_reference(reference_folder), REFERENCE)
    add(build_catalogue(sources), HAND)
    bodies = build_bodies(sources)
    add(bodies, HAND)
    territories = build_territories(sources)
    add(territories, HAND)
    add(build_fiches(sources, {str(row["written"]): str(row["body_id"]) for row in bodies["body_aliases"]}), HAND)
    aliases = {str(row["written"]): str(row["territory_id"]) for row in territories["territory_aliases"]}
    add(build_measures(sources, aliases), HAND)
    add(build_subjects(sources), HAND)
    add(build_process(sources), HAND)
    add(build_workshop(sources), HAND)
    add(build_caveats(sources), HAND)
    add(build_law(sources), LAW)
    sources.raise_faults()
    return rows, origins


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(
        prog="python -m data.build", description="Reconstruit les tables du tableau de bord."
    )
    parser.add_argument("--sources", type=Path, default=ROOT / "sources" / "59-nord", help="dossier des faits saisis")
    parser.add_argument("--reference", type=Path, default=ROOT / "reference", help="référentiel des territoires")
    parser.add_argument("--tables", type=Path, default=ROOT / "tables", help="dossier des tables à écrire")
    options = parser.parse_args(arguments)
    try:
        rows, origins = collect(options.sources, options.reference)
        tables = validated(rows)
        write_tables(tables, origins, options.tables)
    except SourceError as error:
        print(f"Les tables n'ont pas été changées. {len(error.faults)} point(s) à corriger :", file=sys.stderr)
        print(error, file=sys.stderr)
        return 1
    except ContractError as error:
        print(f"Les tables n'ont pas été changées.\n{error}", file=sys.stderr)
        return 1
    except (OSError, pa.ArrowInvalid) as error:
        named = getattr(error, "filename", None) or error
        print(f"Les tables n'ont pas été changées. Fichier ou dossier illisible : {named}", file=sys.stderr)
        return 1
    print(f"{len(tables)} tables écrites dans {options.tables.name}/ :")
    for name, data in sorted(tables.items()):
        print(f"  {name} : {len(data)} lignes")
    return 0


if __name__ == "__main__":
    sys.exit(main())
