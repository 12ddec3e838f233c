"""What the accounts argue about an actor: its record, access, means, motive, choice of targets and way of claiming."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from rashomon.model import Act, Assertion, Facet, Finding, FindingBasis, Modality, Source, Statement

_TESTS: Mapping[Facet, str] = {
    Facet.TRACK_RECORD: "track_record",
    Facet.ACCESS: "access",
    Facet.CAPABILITY: "capability",
    Facet.MOTIVE: "motive",
    Facet.COINCIDENCE: "timing",
    Facet.TARGET_SELECTION: "target_selection",
    Facet.CLAIMING_PATTERN: "claiming_pattern",
}
# Whether the argument, if true, speaks for (True) or against (False) the actor's having done it; None: for neither by itself.
_SUPPORTS: Mapping[tuple[Facet, str], bool | None] = {
    (Facet.TRACK_RECORD, "false_claims"): False,
    (Facet.TRACK_RECORD, "past_attacks"): True,
    (Facet.TRACK_RECORD, "true_claims"): True,
    (Facet.ACCESS, "has"): True,
    (Facet.ACCESS, "lacks"): False,
    (Facet.CAPABILITY, "has"): True,
    (Facet.CAPABILITY, "lacks"): False,
    (Facet.MOTIVE, "benefit"): True,
    (Facet.MOTIVE, "objective"): True,
    (Facet.TARGET_SELECTION, "fits"): True,
    (Facet.TARGET_SELECTION, "does_not_fit"): False,
    (Facet.CLAIMING_PATTERN, "service"): False,
}
_SAID: Mapping[tuple[Facet, str], str] = {
    (Facet.TRACK_RECORD, "false_claims"): "its earlier claims are called false or doubtful",
    (Facet.TRACK_RECORD, "past_attacks"): "earlier attacks are laid at its door",
    (Facet.TRACK_RECORD, "true_claims"): "its earlier claims are called true",
    (Facet.ACCESS, "has"): "it is said to have access to such places",
    (Facet.ACCESS, "lacks"): "it is said to have no access to such places",
    (Facet.CAPABILITY, "has"): "it is said to have the means",
    (Facet.CAPABILITY, "lacks"): "it is said to lack the means",
    (Facet.MOTIVE, "benefit"): "it is said to benefit",
    (Facet.MOTIVE, "objective"): "an aim is ascribed to it",
    (Facet.COINCIDENCE, "coincides"): "the timing is called telling",
    (Facet.TARGET_SELECTION, "fits"): "the target is said to fit",
    (Facet.TARGET_SELECTION, "does_not_fit"): "the target is said not to fit",
    (Facet.CLAIMING_PATTERN, "service"): "its claim is said to serve another",
    (Facet.CLAIMING_PATTERN, "adopts"): "it is said to adopt attacks at large",
    (Facet.CLAIMING_PATTERN, "selective"): "when it claims is called telling",
}
_LIMITS: Mapping[str, str] = {
    "track_record": "An opinion about past claims; no list of them was checked.",
    "access": "An opinion about access; no record of checkpoints or control was checked.",
    "capability": "An opinion about means; nothing was measured.",
    "motive": "Everyone with the motive benefits: a motive alone singles out nobody.",
    "timing": "Timing speaks of timing, not of identity; no null model was run.",
    "target_selection": "An opinion about habits; no past targets were counted.",
    "claiming_pattern": "An opinion about claims; no past claims were counted.",
}


def asserted_findings(statements: Sequence[Statement], sources: Mapping[str, Source]) -> tuple[Finding, ...]:
    """One finding per test, actor and value, with everybody who asserts it; sorted, so that the order of input never matters.

    The outlet's own remark counts as the outlet's; ``n`` is the number of different sources, not of sentences.
    """
    groups: dict[tuple[str, str, Facet, str], list[tuple[Statement, Assertion]]] = {}
    for statement in statements:
        if statement.act is Act.RETRACT:
            continue
        for assertion in statement.asserts:
            test = _TESTS.get(assertion.facet)
            if test is not None:
                groups.setdefault((test, assertion.about or "", assertion.facet, assertion.value), []).append(
                    (statement, assertion)
                )
    return tuple(_finding(*key, said, sources) for key, said in sorted(groups.items()))


def _finding(
    test: str,
    actor: str,
    facet: Facet,
    value: str,
    said: Sequence[tuple[Statement, Assertion]],
    sources: Mapping[str, Source],
) -> Finding:
    ids = tuple(sorted({s.id for s, _ in said}))
    speakers = sorted({s.speaker.source for s, _ in said if s.speaker is not None and s.speaker.source is not None})
    names = [sources[i].name if i in sources else i for i in speakers] or ["a speaker not named"]
    doubts = sum(s.modality is not Modality.ASSERTED for s, _ in said)
    diagnostics = [
        f"{len(speakers) or 1} source{'s' if len(speakers) > 1 else ''}, {len(ids)} statement{'s' if len(ids) > 1 else ''}"
    ]
    if doubts:
        diagnostics.append(f"{doubts} of {len(said)} hedged or put as a question")
    if not actor:
        diagnostics.append("about nobody in particular")
    return Finding(
        test=test,
        actor=actor or None,
        against=None,
        log10_lr=None,
        basis=FindingBasis.ASSERTED,
        data=None,
        n=len(speakers) or 1,
        null_model=None,
        detail=f"{_SAID[facet, value].capitalize()}, by {', '.join(names)}.",
        diagnostics=tuple(diagnostics),
        limitation=_LIMITS[test],
        statements=ids,
        supports=_SUPPORTS.get((facet, value)),
    )
