"""Saved pages: the headline and the main text, without scripts, styles, menus and advertisements."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from rashomon.ingest.document import Document
from rashomon.ingest.draft import Metadata, Refusal
from rashomon.ingest.encoding import clean, decode, has_words, normalise
from rashomon.ingest.limits import Limits

_CHARSET = re.compile(rb"<meta[^>]{0,300}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_:-]{2,40})", re.IGNORECASE)
_XML_CHARSET = re.compile(rb"<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([A-Za-z0-9_:-]{2,40})[\"']", re.IGNORECASE)
_XML_DECLARATION = re.compile(r"\s*<\?xml[^>]{0,500}\?>")
_HEAD_BYTES = 1 << 14
_UNSEEN = "head script style noscript template iframe object svg math nav footer form button select textarea"
_NOT_TEXT = frozenset(_UNSEEN.split())
_PHRASES = """
    a abbr b bdi bdo big cite code del dfn em font i ins kbd mark q s samp small span strong sub sup time tt u var
"""
_INLINE = frozenset(_PHRASES.split())


def read_html(raw: bytes, limits: Limits) -> Document | Refusal:
    """Title, blank line, main text (paragraphs apart by a blank line), so that the headline has offsets too."""
    decoded = decode(raw, declared=_declared_charset(raw))
    if isinstance(decoded, Refusal):
        return decoded
    page = _XML_DECLARATION.sub("", normalise(decoded.text), count=1)
    refusal = _guard(page, limits)
    if refusal is not None:
        return refusal
    tree = _parse(page)
    if tree is None:
        return Refusal("no_text", "no text on the page")
    metadata = _metadata(tree)
    body = _main_text(tree)
    if not has_words(body):
        return Refusal("no_text", "no text on the page (perhaps it is filled in by scripts)")
    text, title = _with_title(clean(body), metadata.title)
    return Document(text, replace(metadata, title=title), decoded.remarks)


def _declared_charset(raw: bytes) -> str | None:
    head = raw[:_HEAD_BYTES]
    match = _CHARSET.search(head) or _XML_CHARSET.search(head)
    return match[1].decode("ascii") if match else None


def _guard(page: str, limits: Limits) -> Refusal | None:
    from rashomon.ingest.page_guard import refusal_of

    return refusal_of(page, limits)


def _parse(page: str) -> Any:
    """The page's tree. A mere fragment, which the parser takes for no page, is put into one."""
    from trafilatura import load_html

    tree = load_html(page)
    return tree if tree is not None else load_html(f"<html><body>\n{page}\n</body></html>")


def _metadata(tree: Any) -> Metadata:
    from rashomon.ingest.page_metadata import page_metadata

    try:
        return page_metadata(tree)
    except Exception:  # third-party heuristics over hostile markup: a page without metadata is still a report
        return Metadata()


def _main_text(tree: Any) -> str:
    """The main text by trafilatura; what it finds none in (a very short page) is rendered whole."""
    from copy import deepcopy

    from trafilatura import bare_extraction

    try:
        found = bare_extraction(deepcopy(tree), include_comments=False, with_metadata=False)
    except Exception:  # see _metadata
        found = None
    text = found.text if found is not None and not isinstance(found, dict) else None
    lines = (text if text and has_words(text) else _render(tree)).split("\n")
    return "\n\n".join(words for line in lines if (words := _without_marks(line)))


def _without_marks(line: str) -> str:
    """Without the list dashes and table bars that trafilatura adds to what stands on the page."""
    words = line.strip().removeprefix("- ").strip()
    if len(words) > 1 and words.startswith("|") and words.endswith("|"):
        return ", ".join(cell.strip() for cell in words.strip("|").split("|") if cell.strip())
    return words


def _render(tree: Any) -> str:
    """All visible text, a line per block."""
    from lxml import etree

    parts: list[str] = []
    walker = etree.iterwalk(tree, events=("start", "end", "comment", "pi"))
    for event, element in walker:
        tag = element.tag if isinstance(element.tag, str) else None
        if event == "start":
            if tag in _NOT_TEXT:
                walker.skip_subtree()
                continue
            parts.append("" if tag in _INLINE else "\n")
            parts.append(" ".join((element.text or "").split("\n")))
        else:
            parts.append("" if tag in _INLINE or tag is None else "\n")
            parts.append(" ".join((element.tail or "").split("\n")))
    return "\n".join(" ".join(line.split()) for line in "".join(parts).split("\n"))


def _with_title(body: str, title: str | None) -> tuple[str, str | None]:
    """The text with its headline on top, once; the title are its very words."""
    headline = " ".join(clean(title or "").split())
    if not headline:
        return body, None
    first, _, _ = body.partition("\n")
    if " ".join(first.split()).casefold() == headline.casefold():
        return body, first
    return f"{headline}\n\n{body}", headline
