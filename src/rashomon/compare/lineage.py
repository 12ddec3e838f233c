"""Who took from whom: copies, rewrites and citations between reports, and where information enters the record.

Near-duplicates are proposed by MinHash with locality-sensitive hashing (Broder 1997; ``datasketch``) and, for a passage inside
a longer text, by sampled fingerprints (Manber 1994), then checked exactly. Reports are taken in order of publication and each
gets at most one parent; a copy is not itself indexed, so a hundred copies cost a hundred comparisons.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from rashomon.compare.citations import Publishers, plain, publisher_key
from rashomon.compare.shingles import fingerprints, minhash, overlap, shingles
from rashomon.model import Lineage, Report

if TYPE_CHECKING:
    from rashomon.compare.shingles import Hashes

COPY, REWRITE = 0.9, 0.35
"""Least share of a report's word triples found in an earlier one for a copy, and for a rewrite.

The share is of the later text: a long report that quotes a short one in full has its own content and is neither.
"""

SAME_ORIGIN = 0.7
"""Share of a citing report's words that the cited one has to hold for the citation to mean that nothing else is in it."""

MIN_SHINGLES = 12
"""Fewer word triples are too few to tell a copy from coincidence; such texts have to be the same altogether."""

_PERMUTATIONS, _LSH_THRESHOLD, _MOST = 128, 0.25, 24
_POSTINGS = 48
_CITED_BACK = 8


@dataclass(slots=True)
class _Seen:
    """What has been read so far: texts by number, the sketch of the latest, the sample index, each publisher's latest reports."""

    hashes: list[Hashes] = field(default_factory=list)
    sketch: Any = None
    words: list[frozenset[str]] = field(default_factory=list)
    postings: dict[int, list[int]] = field(default_factory=dict)
    of_publisher: dict[str, list[int]] = field(default_factory=dict)
    comparisons: int = 0


def lineage(reports: Sequence[Report]) -> tuple[Lineage, ...]:
    """Edges from each report to what it takes from, sorted by report id.

    ``copy`` and ``rewrite``: at most one per report, to an earlier report, ``score`` the share of its own word
    triples found there. ``cites``: the report names the other's publisher as its source, ``score`` the share of its own
    words (four letters and more) found there. Earlier means published earlier, by day for a report that cites a publisher among
    the others, then the longer text, then by id; undated reports come last.
    """
    return tuple(sorted(_edges(reports)[0], key=lambda edge: (edge.report, edge.how, edge.parent)))


def compared(reports: Sequence[Report]) -> int:
    """How many pairs of texts ``lineage`` checks exactly: grows with the number of reports, not its square."""
    return _edges(reports)[1]


def _edges(reports: Sequence[Report]) -> tuple[list[Lineage], int]:
    from datasketch import MinHashLSH

    unique = {report.id: report for report in reports}
    publishers = Publishers(unique.values())
    names = {rid: publishers.cited(report) for rid, report in unique.items()}
    hashes = {rid: shingles(report.text) for rid, report in unique.items()}
    ordered = sorted(unique.values(), key=lambda r: _order(r, bool(names[r.id]), len(hashes[r.id])))
    lsh = MinHashLSH(threshold=_LSH_THRESHOLD, num_perm=_PERMUTATIONS)
    seen = _Seen()
    edges: list[Lineage] = []
    for number, report in enumerate(ordered):
        seen.hashes.append(hashes[report.id])
        seen.sketch = minhash(hashes[report.id], _PERMUTATIONS)
        seen.words.append(_long_words(report.text))
        parent = _parent(number, ordered, seen, lsh)
        edges.extend([parent] if parent else [])
        edges.extend(_citations(number, ordered, seen, names[report.id], parent))
        if parent is None or parent.how != "copy":
            _index(number, seen, lsh)
        if report.publisher:
            seen.of_publisher.setdefault(publisher_key(report.publisher), []).append(number)
    return edges, seen.comparisons


def _order(report: Report, cites: bool, length: int) -> tuple[str, bool, str, int, str]:
    """Day, then those that cite nobody, then the time, then the longer text (an extract is shorter), then the id."""
    moment = _moment(report.published)
    return (moment[:10], cites, moment, -length, report.id)


def _moment(published: str | None) -> str:
    if not published:
        return "9999"
    try:
        when = datetime.fromisoformat(published)
    except ValueError:
        return published
    return (when.astimezone(UTC) if when.tzinfo else when).replace(tzinfo=None).isoformat()


def _long_words(text: str) -> frozenset[str]:
    return frozenset(word for word in re.findall(r"\w+", plain(text)) if len(word) >= 4)


def _index(number: int, seen: _Seen, lsh: Any) -> None:
    hashes = seen.hashes[number]
    if not len(hashes):
        return
    lsh.insert(number, seen.sketch)
    for mark in fingerprints(hashes):
        posting = seen.postings.setdefault(mark, [])
        if len(posting) < _POSTINGS:
            posting.append(number)


def _parent(number: int, ordered: Sequence[Report], seen: _Seen, lsh: Any) -> Lineage | None:
    """The earlier report that this one is nearest to, if it is near at all; of equals the earliest."""
    own = seen.hashes[number]
    best: tuple[float, float, int] | None = None
    for other in _candidates(number, seen, lsh):
        seen.comparisons += 1
        share, jaccard = overlap(own, seen.hashes[other])
        if best is None or (share, jaccard) > best[:2]:
            best = (share, jaccard, other)
    if best is None or best[0] < REWRITE or (len(own) < MIN_SHINGLES and best[1] < 1.0):
        return None
    share, _, other = best
    return Lineage(
        report=ordered[number].id,
        parent=ordered[other].id,
        how="copy" if share >= COPY else "rewrite",
        score=round(share, 4),
        why=f"{share:.0%} of its runs of three words are in the earlier report",
    )


def _candidates(number: int, seen: _Seen, lsh: Any) -> list[int]:
    hashes = seen.hashes[number]
    if not len(hashes):
        return []
    shared: Counter[int] = Counter()
    for mark in fingerprints(hashes):
        shared.update(seen.postings.get(mark, ()))
    similar = set(lsh.query(seen.sketch))
    likely = [
        n for n, times in sorted(shared.items(), key=lambda item: (-item[1], item[0])) if times >= 2 or n in similar
    ]
    return sorted({*likely[:_MOST], *sorted(similar)[:_MOST]})


def _citations(
    number: int, ordered: Sequence[Report], seen: _Seen, names: Iterable[str], parent: Lineage | None
) -> list[Lineage]:
    """For each publisher cited, the one of its latest reports that holds most of this report's words, if any do."""
    found = []
    own = seen.words[number]
    for name in sorted(names):
        scored = []
        for other in seen.of_publisher.get(name, ())[-_CITED_BACK:]:
            seen.comparisons += 1
            scored.append((len(own & seen.words[other]) / max(1, len(own)), -other))
        if not scored:
            continue
        share, other = max(scored)[0], -max(scored)[1]
        if share < 0.1 or (parent is not None and parent.parent == ordered[other].id):
            continue
        found.append(
            Lineage(
                report=ordered[number].id,
                parent=ordered[other].id,
                how="cites",
                score=round(share, 4),
                why=f"it names {ordered[other].publisher} as its source; {share:.0%} of its words are there",
            )
        )
    return found


def origins(reports: Sequence[Report], lineage: Sequence[Lineage]) -> dict[str, str]:
    """Report id → id of the report in which its information first enters the record, itself where it copies nobody.

    Copies and rewrites share their parent's origin. A citation alone does not: who cites a wire and adds own reporting is a
    source of that. Only where the cited report holds nearly all of its words (``SAME_ORIGIN``) does it add nothing of its own.
    """
    parents: dict[str, str] = {}
    for edge in sorted(lineage, key=lambda edge: (edge.report, _STRENGTH[edge.how], -edge.score, edge.parent)):
        if edge.how != "cites" or edge.score >= SAME_ORIGIN:
            parents.setdefault(edge.report, edge.parent)
    return {report.id: _root(report.id, parents) for report in reports}


_STRENGTH: Mapping[str, int] = {"copy": 0, "rewrite": 1, "cites": 2}


def _root(report: str, parents: Mapping[str, str]) -> str:
    seen = [report]
    while (above := parents.get(seen[-1])) is not None and above not in seen:
        seen.append(above)
    return seen[-1]
