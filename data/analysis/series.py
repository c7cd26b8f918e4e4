"""The bilan, what is shipped beside it, and the imports in use → one history an indicator. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from data.analysis.measures import compute_targets
from data.analysis.periods import period_of
from data.analysis.rows import Documents, Tables, day, decimal, records, text
from data.analysis.series_declared import declared_indicators, undeclared_indicator
from data.analysis.series_merge import START, SUMMARY, Candidate, candidate, counter, merge
from data.model import Caveat, Source, Span, Target
from data.trend import Counter, ImportedEdition, ImportedValue, Indicator, Point

_ORIGINS = ("bilan", "context", "catalogue", "import")


@dataclass
class _Gathered:
    """All that is known of one indicator while editions are read."""

    candidates: list[Candidate] = field(default_factory=list)
    counters: list[tuple[str, Counter]] = field(default_factory=list)
    targets: dict[tuple[str, str], Target] = field(default_factory=dict)


def compute_series(
    tables: Tables, caveats: Sequence[Caveat] = (), imports: Sequence[ImportedEdition] = ()
) -> tuple[Indicator, ...]:
    """Every indicator, by orientation, the bilan's first, then context, then what is only declared or imported.

    `imports` are the editions in use; they are read by date of publication, so that the last published one counts.
    """
    declared = declared_indicators(tables)
    gathered: dict[str, _Gathered] = defaultdict(_Gathered)
    _read_tables(tables, declared, gathered)
    known = {(row["source"], row["code"]): row["indicator_id"] for row in tables["indicator_codes"].to_dict("records")}
    labels = dict(zip(tables["territories"]["territory_id"], tables["territories"]["label"], strict=True))
    for edition in sorted(imports, key=lambda one: (one.published or "9999", one.edition_id)):
        _read_import(edition, known, labels, declared, gathered)
    found = [_assemble(indicator, gathered[indicator.indicator_id], caveats) for indicator in declared.values()]
    return tuple(sorted(found, key=_order))


def find_indicator(series: Iterable[Indicator], indicator_id: str) -> Indicator | None:
    """The indicator of that id; None when there is none."""
    return next((one for one in series if one.indicator_id == indicator_id), None)


def _order(indicator: Indicator) -> tuple[str, int, bool, str]:
    first = indicator.orientations[0] if indicator.orientations else "O99"
    return first, _ORIGINS.index(indicator.origin), not indicator.standard, indicator.label


def _read_tables(tables: Tables, declared: dict[str, Indicator], gathered: dict[str, _Gathered]) -> None:
    documents = Documents(tables)
    editions = {row["edition_id"]: row for row in tables["editions"].to_dict("records")}
    titles = dict(zip(tables["documents"]["document_id"], tables["documents"]["short_title"], strict=True))
    labels = dict(zip(tables["territories"]["territory_id"], tables["territories"]["label"], strict=True))
    coded = set(tables["indicator_codes"]["indicator_id"])
    mentions: dict[str, list[Source]] = defaultdict(list)
    for row in tables["mentions"].to_dict("records"):
        mentions[row["observation_id"]].append(documents.source(row))
    for row in records(tables["observations"]):
        indicator = declared[row["indicator_id"]]
        edition = editions[row["edition_id"]]
        when = Span(
            day(row["date_start"]), day(row["date_end"]), row["date_start_precision"], text(row["date_written"])
        )
        perimeter = text(row["perimeter"])
        period = period_of(when, monthly=indicator.indicator_id in coded)
        point = Point(
            observation_id=row["observation_id"],
            territory_id=row["territory_id"],
            territory=labels[row["territory_id"]],
            value=row["value"],
            value_high=decimal(row["value_high"]),
            qualifier=row["qualifier"],
            when=when,
            perimeter=perimeter,
            break_before=bool(row["break_before"]),
            contested=row["role"] == "contested",
            # What a published file counts is told by its code: importing the whole of it must meet these points.
            series=_year(indicator, when, "" if indicator.indicator_id in coded else perimeter),
            period=period,
            edition_id=row["edition_id"],
            edition=titles[edition["document_id"]],
            origin=indicator.origin,
            source=documents.source(row),
            mentions=tuple(mentions[row["observation_id"]]),
        )
        published = f"{edition['published_on']:%Y-%m-%d}"
        gathered[row["indicator_id"]].candidates.append(Candidate(point, published))
    for target in compute_targets(tables):
        key = (target.territory_id, period_of(target.due, monthly=target.indicator_id in coded) or target.target_id)
        gathered[target.indicator_id].targets[key] = target


def _year(indicator: Indicator, when: Span, series: str) -> str:
    """A count that starts again each year joins nothing across two of them."""
    return f"{series}|{when.start.year}" if indicator.restarts_yearly and when.start else series


def _read_import(
    edition: ImportedEdition,
    known: dict[tuple[str, str], str],
    labels: dict[str, str],
    declared: dict[str, Indicator],
    gathered: dict[str, _Gathered],
) -> None:
    by_indicator: dict[str, list[ImportedValue]] = defaultdict(list)
    coded = set(known.values())
    for value in edition.values:
        family, _, code = value.indicator.partition(":")
        indicator_id = known.get((family, code), value.indicator)
        if indicator_id in coded and len(value.period) == len("2022-12-31"):
            # Dated by month by its publisher: a service that writes the last day speaks of the same value.
            value = replace(value, period=value.period[:7])
        by_indicator[indicator_id].append(value)
        if indicator_id not in declared:
            declared[indicator_id] = undeclared_indicator(indicator_id, value, edition)
    for indicator_id, values in by_indicator.items():
        indicator, room = declared[indicator_id], gathered[indicator_id]
        apart = edition.family == "synthese" and _contradicts(values, room.candidates)
        dated = {(value.territory_id, value.period) for value in values if value.role == "value"}
        # An initial value is read first: the dated value of the same month has the last word.
        for value in sorted(values, key=lambda one: one.role != "initial"):
            territory = labels.get(value.territory_id, value.territory_id)
            if value.role == "contested":
                room.counters.append((value.period, counter(value, edition)))
            elif value.role == "target":
                _add_target(indicator, value, edition, territory, room)
            else:
                confirmed = (value.territory_id, value.period) in dated or any(
                    one.point.period == value.period and one.point.territory_id == value.territory_id
                    for one in room.candidates
                )
                convention = value.role == "initial" and value.value == 0 and not confirmed
                series = START if convention else SUMMARY if apart else value.definition or value.perimeter
                found = candidate(value, edition, territory, _year(indicator, value.when, series))
                room.candidates.append(found)


def _contradicts(values: list[ImportedValue], candidates: list[Candidate]) -> bool:
    """The summary of a barometer gives, for some indicators, another count than its dated values: never one series."""
    detail = {
        (one.point.territory_id, one.point.period): one.point.value for one in candidates if one.point.series == ""
    }
    return any(
        detail.get((value.territory_id, value.period), value.value) != value.value
        for value in values
        if value.role in ("value", "initial")
    )


def _add_target(
    indicator: Indicator, value: ImportedValue, edition: ImportedEdition, territory: str, room: _Gathered
) -> None:
    key = (value.territory_id, value.period)
    before = room.targets.get(key)
    if before is not None and before.value == value.value:
        return
    room.targets[key] = Target(
        indicator_id=indicator.indicator_id,
        label=indicator.label,
        unit=indicator.unit,
        value=value.value,
        due=value.when,
        territory=territory,
        wording=value.perimeter or f"Cible publiée par {edition.publisher}, celle de son auteur et non du schéma",
        source=Source(edition.title, value.place, "", edition.published),
        target_id=f"{edition.edition_id}:{value.place}",
        territory_id=value.territory_id,
    )


def _assemble(indicator: Indicator, room: _Gathered, caveats: Sequence[Caveat]) -> Indicator:
    # The last published has the last word, in whatever order the files were imported.
    points = merge(sorted(room.candidates, key=lambda one: one.published), room.counters)
    standing = {id(one) for point in points for one in point.counters}
    settled = {(one.point.territory_id, one.point.period) for one in room.candidates if one.settled}
    return replace(
        indicator,
        points=points,
        targets=tuple(sorted(room.targets.values(), key=lambda one: (one.due.start is None, str(one.due.start)))),
        counters=tuple(
            one
            for period, one in room.counters
            if id(one) not in standing and (one.territory_id, period) not in settled
        ),
        caveats=tuple(one for one in caveats if one.touches("indicator", indicator.indicator_id)),
    )
