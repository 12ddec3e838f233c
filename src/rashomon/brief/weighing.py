"""How sure one can be: hypotheses with their ranges, what contributes, what would change it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from rashomon.brief.index import Index, Ref
from rashomon.brief.words import ROLE, percent
from rashomon.model import Assessment, Contribution, Hypothesis, Incident, Range

DECIDED = 0.9
SHOWN_ITEMS = 24
NEXT_TO_NOTHING = 0.02
"""Items whose whole range lies this near to 0 in log10 (a factor of 1.05) are listed apart, without bars."""
SHOWN_LABELS = 4
_ID = re.compile(r"[A-Z][0-9a-f]{10}")


@dataclass(frozen=True, slots=True)
class Bar:
    """A horizontal range in per cent of the width: whole extent, central range, best; ``text`` says the same in words."""

    outer_x: float
    outer_w: float
    inner_x: float
    inner_w: float
    best_x: float
    text: str
    zero_x: float | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """One hypothesis; ``depth`` 1 stands under its umbrella."""

    key: str
    label: str
    depth: int
    umbrella: bool
    roles: tuple[str, ...]
    bar: Bar
    best: str
    band: str
    extremes: str
    words: str
    leader: bool


@dataclass(frozen=True, slots=True)
class Item:
    """One contribution."""

    item: str
    refs: tuple[Ref, ...]
    origin: tuple[str, ...]
    best: str
    band: str
    weight: str
    row: str
    why: str
    bar: Bar


@dataclass(frozen=True, slots=True)
class Group:
    """The contributions that bear on the same hypotheses, laid end to end; ``total`` is their sum in log10."""

    supports: str
    items: tuple[Item, ...]
    total: str
    left: int
    idle: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Weighing:
    """Everything about the weighing of one incident."""

    rows: tuple[Row, ...]
    leaves: tuple[Row, ...]
    leader: str
    leader_words: str
    leader_band: str
    undetermined: bool
    weighed: bool
    """Whether anything was weighed: without it bars would show nothing but the prior."""

    lead_share: str
    why_open: str
    confidence: str
    confidence_reasons: tuple[str, ...]
    base: str
    summary: str
    groups: tuple[Group, ...]
    axis: str
    flip_set: tuple[tuple[str, tuple[Ref, ...]], ...]
    suggestions: tuple[tuple[str, str, str], ...]
    limitations: tuple[str, ...]


def _why_open(assessment: Assessment) -> str:
    """The first reason why nothing can be said, as a sentence of its own."""
    reason = assessment.summary.removeprefix("Undetermined: ").partition(";")[0].rstrip(".")
    if not reason or reason == assessment.summary.rstrip("."):
        return f"No hypothesis leads in {percent(DECIDED)} of the draws or more."
    return f"{reason[0].upper()}{reason[1:]}."


def weighing(incident: Incident, index: Index) -> Weighing | None:
    """The weighing as shown, ``None`` when nothing was weighed."""
    assessment = incident.assessment
    if assessment is None:
        return None
    labels = {each.id: each.label for each in incident.hypotheses}
    leader = next((each for each in incident.hypotheses if each.id == assessment.leader), None)
    groups, axis = _groups(assessment, labels, index)
    share = assessment.lead_share
    rows = tuple(_rows(incident.hypotheses, assessment.leader, index))
    return Weighing(
        rows=rows,
        leaves=tuple(sorted((row for row in rows if not row.umbrella), key=lambda row: (-row.bar.best_x, row.key))),
        leader=labels.get(assessment.leader, assessment.leader),
        leader_words=leader.words if leader else "",
        leader_band=_band(leader.probability) if leader else "",
        undetermined=assessment.undetermined,
        weighed=assessment.n_statements > 0,
        lead_share=percent(share) if share is not None else "",
        why_open=_why_open(assessment),
        confidence=assessment.confidence,
        confidence_reasons=assessment.confidence_reasons,
        base=_base(assessment),
        summary=assessment.summary,
        groups=groups,
        axis=axis,
        flip_set=_flips(assessment, index),
        suggestions=tuple((s.item, f"{abs(s.shift) * 100:.0f}\u202fpoints", s.why) for s in assessment.would_help_most),
        limitations=assessment.limitations,
    )


def _base(assessment: Assessment) -> str:
    plural = "s" if assessment.n_origins != 1 else ""
    base = f"{assessment.n_statements} statements from {assessment.n_origins} origin{plural}"
    if assessment.n_eff is not None:
        base += f", worth {assessment.n_eff:.1f} independent ones"
    return base


def _rows(hypotheses: Sequence[Hypothesis], leader: str, index: Index) -> list[Row]:
    """Umbrellas with their members beneath, most probable first; every hypothesis once."""
    known = {each.id for each in hypotheses}
    children: dict[str | None, list[Hypothesis]] = {}
    for each in hypotheses:
        children.setdefault(each.parent if each.parent in known else None, []).append(each)
    for group in children.values():
        group.sort(key=lambda h: (h.kind.value == "unknown_other", -(h.probability.best or 0.0), h.id))
    found: list[Row] = []
    waiting = [(each, 0) for each in reversed(children.pop(None, []))]
    while waiting:
        hypothesis, depth = waiting.pop()
        below = children.pop(hypothesis.id, [])
        found.append(_row(hypothesis, depth, bool(below), leader, index))
        waiting.extend((each, depth + 1) for each in reversed(below))
    # Parents in a circle have no top: what is left stands by itself.
    found.extend(_row(each, 0, False, leader, index) for group in children.values() for each in group)
    return found


def _row(hypothesis: Hypothesis, depth: int, umbrella: bool, leader: str, index: Index) -> Row:
    bounds, best = hypothesis.bounds, hypothesis.probability.best
    return Row(
        key=hypothesis.id,
        label=hypothesis.label,
        depth=min(depth, 3),
        umbrella=umbrella,
        roles=tuple(f"{index.name(each.actor)}: {ROLE[each.role]}" for each in hypothesis.roles),
        bar=_probability_bar(hypothesis),
        best=percent(best) if best is not None else "–",
        band=_band(hypothesis.probability),
        extremes=f"{percent(bounds.low)} – {percent(bounds.high)}",
        words=hypothesis.words,
        leader=hypothesis.id == leader,
    )


def _band(probability: Range) -> str:
    if probability.low is None or probability.high is None:
        return "range unknown"
    return f"{percent(probability.low)} – {percent(probability.high)}"


def _probability_bar(hypothesis: Hypothesis) -> Bar:
    bounds, band = hypothesis.bounds, hypothesis.probability
    low = band.low if band.low is not None else bounds.low
    high = band.high if band.high is not None else bounds.high
    best = band.best if band.best is not None else low
    return _bar((bounds.low, low, best, high, bounds.high), 0.0, 1.0, f"best {percent(best)}, 90 % range {_band(band)}")


def _bar(ends: tuple[float, float, float, float, float], start: float, end: float, text: str) -> Bar:
    """``ends``: outer low, low, best, high, outer high on an axis from ``start`` to ``end``."""
    width = (end - start) or 1.0
    x = [round(min(1.0, max(0.0, (each - start) / width)) * 100, 2) for each in ends]
    zero = round((0 - start) / width * 100, 2) if start < 0 < end else None
    return Bar(x[0], _width(x[0], x[4]), x[1], _width(x[1], x[3]), x[2], text, zero)


def _width(low: float, high: float) -> float:
    return round(max(high - low, 0.4), 2)


def _groups(assessment: Assessment, labels: dict[str, str], index: Index) -> tuple[tuple[Group, ...], str]:
    """Contributions by what they bear on, strongest group first, and the words of the common axis."""
    grouped: dict[tuple[str, ...], list[Contribution]] = {}
    for each in assessment.contributions:
        grouped.setdefault(each.supports, []).append(each)
    for group in grouped.values():
        group.sort(key=lambda c: (-abs(_best(c.log10_lr)), c.item, c.statements))
    low, high = _extent(grouped.values())
    ranked = sorted(grouped.items(), key=lambda pair: (-abs(sum(_best(c.log10_lr) for c in pair[1])), pair[0]))
    axis = f"from {low:+.1f} to {high:+.1f} in log10: each whole step is a factor of ten"
    return tuple(_group(supports, group, labels, (low, high), index) for supports, group in ranked), axis


def _best(lr: Range) -> float:
    """The best value; where none is given, the end nearer to saying nothing."""
    if lr.best is not None:
        return lr.best
    ends = [end for end in (lr.low, lr.high) if end is not None]
    return min(ends, key=abs, default=0.0)


def _ends(lr: Range) -> tuple[float, float]:
    best = _best(lr)
    return (lr.low if lr.low is not None else best, lr.high if lr.high is not None else best)


def _extent(groups: object) -> tuple[float, float]:
    lows, highs = [-0.5], [0.5]
    for group in groups:  # type: ignore[attr-defined]
        running = 0.0
        for each in group:
            low, high = _ends(each.log10_lr)
            lows.append(running + low)
            highs.append(running + high)
            running += _best(each.log10_lr)
    return min(lows), max(highs)


def _group(
    supports: tuple[str, ...],
    group: Sequence[Contribution],
    labels: dict[str, str],
    extent: tuple[float, float],
    index: Index,
) -> Group:
    running = 0.0
    items: list[Item] = []
    idle: list[Item] = []
    for each in group:
        adds = max(map(abs, (_best(each.log10_lr), *_ends(each.log10_lr)))) >= NEXT_TO_NOTHING
        (items if adds else idle).append(_item(each, running, extent, index))
        running += _best(each.log10_lr)
    return Group(
        supports=_supported([labels.get(each, each) for each in supports]),
        items=tuple(items),
        total=_signed(running),
        left=max(0, len(items) - SHOWN_ITEMS),
        idle=tuple(idle),
    )


def _signed(value: float) -> str:
    """Two decimals with a sign, none before zero; the minus sign is one."""
    rounded = round(value, 2)
    return f"{rounded:+.2f}".replace("-", "\u2212") if rounded else "0.00"


def _supported(labels: list[str]) -> str:
    """What a group of items bears on, in so many words that one still reads them."""
    more = len(labels) - SHOWN_LABELS
    words = " · ".join(labels[:SHOWN_LABELS]) or "no single hypothesis"
    return f"{words} · and {more} more" if more > 0 else words


def _title(each: Contribution) -> tuple[str, str]:
    """What an item is called, and why it counts as it does. An item that is a mere id is called by who stands behind it."""
    if not _ID.fullmatch(each.item):
        return each.item, each.why
    who, dash, rest = each.why.partition(" — ")
    what, colon, why = rest.partition(": ")
    return (f"{who}: {what}", why) if dash and colon else (who, rest) if dash else (each.why, "")


def _flips(assessment: Assessment, index: Index) -> tuple[tuple[str, tuple[Ref, ...]], ...]:
    """The items of the flip set, called as in the table of contributions, with their statements."""
    known = {each.item: each for each in assessment.contributions}
    return tuple(
        (_title(known[item])[0], index.refs(known[item].statements)) if item in known else (item, ())
        for item in assessment.flip_set
    )


def _item(each: Contribution, running: float, extent: tuple[float, float], index: Index) -> Item:
    low, high = _ends(each.log10_lr)
    best = _best(each.log10_lr)
    start, end = sorted((running, running + best))
    # The thin line is the range of this item, the thick bar its step from where the items above it ended.
    text = f"{_signed(best)}, range {_signed(low)} to {_signed(high)}"
    ends = (min(running + low, start), start, running + best, end, max(running + high, end))
    return Item(
        item=_title(each)[0],
        refs=index.refs(each.statements),
        origin=tuple(dict.fromkeys(index.origin_name(origin) for origin in each.origin.split(" + "))),
        best=_signed(best),
        band=f"{_signed(low)} to {_signed(high)}",
        weight=f"{each.weight:.2f}",
        row=each.row,
        why=_title(each)[1],
        bar=_bar(ends, *extent, text),
    )
