"""The words that are ours: strings of the rooms that write for readers, templates, the table of ranges, a page without its quotations."""

from __future__ import annotations

import ast
import csv
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from lxml import html

import rashomon

SOURCE = Path(rashomon.__file__).parent
ROOMS = ("cluster", "compare", "context", "weigh", "brief")

CONDEMNING = re.compile(
    r"\b(guilt\w*|innocen\w+|culprits?|murder\w*|terror\w*|proves?|proven|proof|killers?|criminals?|lied|liars?|"
    r"obviously|undoubtedly|clearly|certainly|in fact|the (?:real|true|actual) \w+)\b",
    re.IGNORECASE,
)
"""Words that judge: allowed only where a sentence says that nothing is judged."""

ASSERTING = re.compile(
    r"\b(perpetrat\w+|responsible|to blame|blame[ds]?|(?:was|were|is|are) behind|carried (?:it )?out|did it|committed|confirm\w*|convict\w*)\b",
    re.IGNORECASE,
)
"""Words that say of somebody that he did it: allowed only as what is said, or within a hypothesis."""

JUDGING_NOTHING = re.compile(r"\b(no|not|nobody|never|both the innocent and the guilty)\b", re.IGNORECASE)
SAID = re.compile(
    r"\b(said|says?|claims?|claimed|hypothes\w+|whether|if it holds|nobody|no(?:t| part| account)|never|something about|names?|named|"
    r"both the|not yet|often|could be weighed|bears on|taken to have)\b",
    re.IGNORECASE,
)

CODES = {
    "carried out": "the stage of an attack, of which nobody is the subject",
    "carried it out": "a role within a hypothesis, and its label behind a name",
    "carried out by": "the heading of what the accounts say",
}
"""What is no sentence, and what it is part of."""


def unframed(found: Iterable[tuple[str, str]], *labels: str) -> list[str]:
    """The sentences, given with their place, that judge or assert. ``labels`` are those of hypotheses."""
    return [f"{where}: {said}" for where, said in found if said.strip() not in labels and asserts(said)]


def asserts(said: str) -> bool:
    if said.strip().casefold() in CODES:
        return False
    judged = CONDEMNING.search(said) and not JUDGING_NOTHING.search(said)
    return bool(judged or (ASSERTING.search(said) and not SAID.search(said)))


def strings() -> Iterator[tuple[str, str]]:
    """Where → string, for every string of the rooms that has words in it; docstrings and the names of fields are for programmers."""
    for room in ROOMS:
        for path in sorted((SOURCE / room).rglob("*.py")):
            tree = ast.parse(path.read_text("utf-8"))
            asides = {id(n.value) for n in ast.walk(tree) if isinstance(n, ast.Expr)}
            for node in ast.walk(tree):
                if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in asides:
                    if " " in node.value.strip() or ("brief" in path.parts and path.stem == "words"):
                        yield f"{room}/{path.name}:{node.lineno}", node.value


def templates() -> Iterator[tuple[str, str]]:
    """The words of the templates, sentence by sentence, without what they fill in."""
    for path in sorted((SOURCE / "brief" / "templates").glob("*.html")):
        bare = re.sub(r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}|<[^>]*>", " ", path.read_text("utf-8"), flags=re.DOTALL)
        for sentence in sentences(bare):
            yield path.name, sentence


def reasons() -> Iterator[tuple[str, str]]:
    """The reasons in the table of ranges."""
    lines = (SOURCE / "weigh" / "data" / "likelihoods.csv").read_text("utf-8").splitlines()
    for row in csv.reader(line for line in lines if not line.startswith("#")):
        for cell in row[-2:]:
            yield row[0], cell


def page_words(page: str) -> list[str]:
    """The sentences of a page that are ours: without what comes from a document, which stands in ``bdi`` or in the full texts."""
    tree = html.fromstring(page)
    for element in tree.xpath("//bdi | //script | //style | //q | //blockquote | //article[contains(@class,'doc')]"):
        tail = element.tail
        element.clear()
        element.text, element.tail = "…", tail
    return [s for block in tree.itertext() for s in sentences(block)]


def sentences(text: str) -> list[str]:
    return [s for s in re.split(r"(?<=[.:;!?])\s+|\n\s*\n", re.sub(r"[ \t]+", " ", text)) if s.strip()]
