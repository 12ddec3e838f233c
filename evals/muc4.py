"""Attacks on MUC-4: which reports tell one, what happened, who did it and with which attribution status.

    python -m evals.muc4 --data PATH [--split tst1,tst2] [--json FILE]

- ``gtt_f1``, ``type_f1``, ``gtt_<role>_f1``: role fillers and incident type by GTT's definition (``evals.templates``). That
  definition takes victims by name only (slot 18), so victims that the engine itself calls described (``named`` is false) take
  no part in it. ``gtt_described_f1`` takes all victims, against names and descriptions (slot 19).
- ``ree_micro_f1``, ``ree_<role>_f1``: entities with roles merged per message; ``ree_described_micro_f1`` as above.
- ``relevance_accuracy``: whether a relevant incident is told; messages whose every template is optional are left out.
- ``status_accuracy``, ``status_claim_f1``: slot 11 for each perpetrator organisation of the key, the organisation given: where
  the reading connects it with no incident, the engine is asked for its status by its mentions in the text; without any
  mention it counts as "possible". ``status_found`` says how many were connected, ``status_found_accuracy`` is the accuracy among
  those.
- ``date_exact``, ``country_accuracy``, ``deaths_exact``: over the pairs of templates that the best mapping makes, where the
  key gives an exact value; ``mapped`` is the share of gold templates in such pairs.

Beside them: answers that take no reading (``evals.muc_baselines``), and every figure without the messages that have a
near-duplicate in ``dev`` (``evals.leakage``), where that split lies beside the evaluated ones.

Only incidents with ``muc_relevant`` take part. Types: assassination and other count as attack, as in the MUC-4 set list.
"""

from __future__ import annotations

import argparse
import re
import sys
import time
from collections.abc import Mapping, Sequence
from typing import Any

from evals import muc_gold
from evals.corpora import muc4_documents, muc4_keys
from evals.harness import Outcome, Scored, Stat, chosen, run
from evals.leakage import leakage, near_duplicates
from evals.muc_baselines import baselines
from evals.muc_keys import Template
from evals.muc_training import occurrences
from evals.templates import (
    ROLES,
    Counts,
    PredictedTemplate,
    best_mapping,
    gtt_counts,
    normalize,
    ree_counts,
)
from rashomon.model import (
    DraftIncident,
    Effect,
    Facet,
    IncidentType,
    Participant,
    ParticipantKind,
    Polarity,
    Reading,
    Status,
)

_WEEKDAY = re.compile(r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b", re.IGNORECASE)
_SEEN = "dev"  # the split that rules and weights are made on
_AS_ATTACK = (IncidentType.ASSASSINATION, IncidentType.OTHER)


def _mentions(participants: Sequence[Participant]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(m for m in (normalize(p.text) for p in participants) if m))


def predicted(draft: DraftIncident, *, described: bool = True) -> PredictedTemplate:
    """A draft incident in the terms of the template scores; ``described``: with the victims told by description alone."""
    kind = {k: [p for p in draft.perpetrators if p.kind is k] for k in ParticipantKind}
    roles = {
        "PerpInd": _mentions(kind[ParticipantKind.INDIVIDUAL]),
        "PerpOrg": _mentions(kind[ParticipantKind.ORGANIZATION]),
        "Target": _mentions(draft.targets),
        "Victim": _mentions([v for v in draft.victims if described or v.named is not False]),
        "Weapon": _mentions(draft.weapons),
    }
    name = IncidentType.ATTACK if draft.type in _AS_ATTACK else draft.type
    return PredictedTemplate(name.value.replace("_", " "), roles)


def _stat(counts: Counts) -> Stat:
    return (counts.p_num, counts.p_den, counts.r_num, counts.r_den)


def template_stats(
    by_name: Sequence[PredictedTemplate],
    all_victims: Sequence[PredictedTemplate],
    templates: Sequence[Template],
    text: str,
) -> dict[str, Stat]:
    """Counts for the figures about fillers and types, from templates with victims by name and with all; ``text`` normalised."""
    stats: dict[str, Stat] = {}
    for described in (False, True):
        gold = list(
            {repr(g): g for g in (muc_gold.gold_template(t, text, described=described) for t in templates)}.values()
        )
        said = all_victims if described else by_name
        by_role, merged = gtt_counts(said, gold), ree_counts(said, gold)
        if described:
            stats["gtt_described_f1"] = _stat(sum(by_role.values(), Counts()))
            stats["ree_described_micro_f1"] = _stat(sum(merged.values(), Counts()))
            continue
        stats["gtt_f1"] = _stat(sum(by_role.values(), Counts()))
        stats["ree_micro_f1"] = _stat(sum(merged.values(), Counts()))
        stats["type_f1"] = _stat(by_role["type"])
        for role in ROLES:
            stats[f"gtt_{role}_f1"] = _stat(by_role[role])
            stats[f"ree_{role}_f1"] = _stat(merged[role])
    return stats


def status_of(reading: Reading, forms: Sequence[str]) -> Status | None:
    """The status that a reading gives to an organisation of these (normalised) forms, ``None`` where it gives none.

    First the perpetrators of relevant drafts, then statements that affirm or deny that the organisation did it; of several
    the first in the text.
    """
    known = set(forms)
    for draft in reading.drafts:
        for p in draft.perpetrators if draft.muc_relevant else ():
            if p.status is not None and known & {normalize(m) for m in (p.text, *(span.text for span in p.mentions))}:
                return p.status
    for statement in reading.statements:
        for asserted in statement.asserts:
            names = {normalize(asserted.value), normalize(asserted.text)}
            if asserted.facet is Facet.PERPETRATOR and known & names:
                return Status.ACQUITTED if asserted.polarity is Polarity.NEGATED else statement.status
    return None


def _given(document: Mapping[str, Any], forms: Sequence[str]) -> Status | None:
    """The status of an organisation that the reading connects with no attack: the engine is asked for it by its mentions."""
    from evals.engine import report_of, status_in

    text = document["text"]
    spans = sorted({span for form in forms for span in occurrences(form, text)})
    return status_in(report_of(document["id"], text, document["published"]), spans)


def status_stats(reading: Reading, templates: Sequence[Template], document: Mapping[str, Any]) -> dict[str, Stat]:
    """Counts for the attribution status of each organisation of the key, its mentions given."""
    right = found = right_found = claimed = claimed_right = claimed_gold = 0
    gold = muc_gold.organizations(templates)
    for organization in gold:
        status = status_of(reading, organization.forms)
        found += status is not None
        answer = status or _given(document, organization.forms) or Status.POSSIBLE
        correct = answer in organization.statuses
        right += correct
        right_found += correct and status is not None
        claimed += answer is Status.CLAIMED
        claimed_right += answer is Status.CLAIMED and correct
        claimed_gold += Status.CLAIMED in organization.statuses
    return {
        "status_accuracy": (right, len(gold)),
        "status_claim_f1": (claimed_right, claimed, claimed_right, claimed_gold),
        "status_found": (found, len(gold)),
        "status_found_accuracy": (right_found, found),
    }


def said_days(draft: DraftIncident, published: str | None) -> list[muc_gold.Days]:
    """A draft's date as MUC would write it.

    Without a date, or with a weekday alone, MUC writes "on or before the day of the report"; a resolved weekday counts as well.
    """
    when, default = draft.date, (None, published)
    if when is None or (when.earliest is None and when.latest is None):
        return [default] if published else []
    exact = (when.earliest, when.latest)
    return [exact, default] if published and _WEEKDAY.search(when.text) and not re.search(r"\d", when.text) else [exact]


def said_deaths(draft: DraftIncident) -> int | None:
    """The number of dead of a draft: its counts where it gives any (one told twice counts once), else its killed victims."""
    counts = {(t.party, t.killed.low, t.killed.best, t.killed.high) for t in draft.toll if t.killed is not None}
    if counts:
        if any(best is None or low != high for _, low, best, high in counts):
            return None
        return int(sum(best or 0 for _, _, best, _ in counts))
    dead = [v.number for v in draft.victims if v.effect is Effect.KILLED]
    return None if None in dead else sum(n or 0 for n in dead)


Pair = tuple[DraftIncident, Template]


def mapped_pairs(drafts: Sequence[DraftIncident], templates: Sequence[Template], text: str) -> list[Pair]:
    """The pairs of the best mapping; ``text`` is the normalised message."""
    gold = [muc_gold.gold_template(t, text, described=True) for t in templates]
    return [(drafts[i], templates[j]) for i, j in best_mapping([predicted(d) for d in drafts], gold)]


def detail_stats(pairs: Sequence[Pair], n_templates: int, published: str | None) -> dict[str, Stat]:
    """Counts for date, country and dead over the pairs of the best mapping with ``n_templates`` gold templates."""
    tally = {name: [0, 0] for name in ("date_exact", "country_accuracy", "deaths_exact")}
    for draft, template in pairs:
        days, countries, dead = muc_gold.days(template), muc_gold.countries(template), muc_gold.deaths(template)
        if days:
            tally["date_exact"][1] += 1
            tally["date_exact"][0] += bool(set(days) & set(said_days(draft, published)))
        if countries:
            place = draft.location
            tally["country_accuracy"][1] += 1
            tally["country_accuracy"][0] += place is not None and place.country in countries
        if dead is not None:
            tally["deaths_exact"][1] += 1
            tally["deaths_exact"][0] += said_deaths(draft) == dead
    stats: dict[str, Stat] = {name: tuple(counts) for name, counts in tally.items()}
    return {**stats, "mapped": (len(pairs), n_templates)}


def score_reading(reading: Reading, document: Mapping[str, Any], templates: Sequence[Template]) -> Scored:
    """One message: what was read against its key."""
    return _scored(reading, document, templates)[0]


def _scored(
    reading: Reading, document: Mapping[str, Any], templates: Sequence[Template]
) -> tuple[Scored, list[Template]]:
    """The result of one message, and its templates that incidents were paired with."""
    drafts = [draft for draft in reading.drafts if draft.muc_relevant]
    text = normalize(" ".join(document["text"].split()))
    pairs = mapped_pairs(drafts, templates, text)
    by_name = [predicted(d, described=False) for d in drafts]
    stats = template_stats(by_name, [predicted(d) for d in drafts], templates, text)
    told = muc_gold.relevant(templates)
    if told is not None:
        stats["relevance_accuracy"] = (int(bool(drafts) == told), 1)
    stats |= status_stats(reading, templates, document)
    stats |= detail_stats(pairs, len(templates), document["published"])
    n = sum(not t.optional for t in templates)
    slices = (f"split={document['split']}", f"templates={n if n < 3 else '3+'}")
    return Scored(document["id"], stats, slices), [template for _, template in pairs]


def evaluate(options: argparse.Namespace) -> Outcome:
    """Read every message with the default engine and score it."""
    from evals.engine import readings, report_of

    began = time.process_time()
    folder = options.data.parent if options.data.is_file() else options.data
    keys, everything = muc4_keys(folder), list(muc4_documents(options.data))
    documents = [d for d in chosen(everything, options.split, None) if d["id"] in keys][: options.limit]
    read = readings([report_of(d["id"], d["text"], d["published"]) for d in documents])
    results = [_scored(r, d, keys[d["id"]]) for r, d in zip(read, documents, strict=True)]
    cpu_s, scored = time.process_time() - began, [result for result, _ in results]
    seen = {d["id"]: d["text"] for d in everything if d["split"] == _SEEN}
    extra = {}
    if seen and documents and not seen.keys() & {d["id"] for d in documents}:
        near = near_duplicates({d["id"]: d["text"] for d in documents}, seen.values())
        extra["leakage"] = leakage(scored, near, _SEEN)
    return Outcome(scored, baselines(documents, keys, [paired for _, paired in results]), extra, cpu_s)


if __name__ == "__main__":
    sys.exit(run("muc4", "tst1,tst2", evaluate))
