"""What a page says of itself. A date is taken only where the page states its publication, in a form for machines.

Titles, authors and sites come from trafilatura; dates do not: its search also takes what merely looks like a date
(a copyright year, a path), and a date that nobody stated must stay unknown.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from rashomon.ingest.dates import stated_date
from rashomon.ingest.draft import Metadata

_DATE_NAMES = (
    "article:published_time",
    "og:article:published_time",
    "datepublished",
    "article:published",
    "parsely-pub-date",
    "sailthru.date",
    "dcterms.issued",
    "dc.date.issued",
    "dcterms.created",
    "dc.date.created",
    "dcterms.date",
    "dc.date",
    "citation_publication_date",
    "publishdate",
    "publish-date",
    "publish_date",
    "pubdate",
    "date",
)
_OWN_NAMES = {"publisher_type": "publisher_type", "publisher-type": "publisher_type", "note": "note"}
_NOT_ARTICLES = re.compile(
    r"(?:Website|Organization|Person|Image\w*|Video\w*|Breadcrumb\w*|Comment|Product)", re.IGNORECASE
)
_FAR_FUTURE = "2999-12-31"


def page_metadata(tree: Any) -> Metadata:
    """Metadata of a parsed page, as written; never the clock's or the file's date."""
    from trafilatura.metadata import extract_metadata

    found = extract_metadata(tree, date_config={"extensive_search": False, "max_date": _FAR_FUTURE})
    named = _named_values(tree)
    articles = list(_linked_articles(tree))
    own = {field: named[name] for name, field in _OWN_NAMES.items() if name in named}
    return Metadata(
        title=found.title,
        author=found.author,
        publisher=found.sitename or _linked_publisher(articles),
        url=found.url,
        published=_first_date(list(_date_candidates(tree, named, articles))),
        page_language=tree.get("lang") or tree.get("{http://www.w3.org/XML/1998/namespace}lang"),
        publisher_type=own.get("publisher_type"),
        note=own.get("note"),
    )


def _named_values(tree: Any) -> dict[str, str]:
    """Content of every ``meta`` element by its lower-case ``property``, ``name`` or ``itemprop``; the first of each counts."""
    values: dict[str, str] = {}
    for element in tree.iter("meta"):
        name = element.get("property") or element.get("name") or element.get("itemprop")
        content = (element.get("content") or "").strip()
        if name and content:
            values.setdefault(name.strip().lower(), content)
    return values


def _first_date(candidates: list[str]) -> str | None:
    """The first that is a date; else the first that is none, so that it can be named."""
    return next((written for written in candidates if stated_date(written)), candidates[0] if candidates else None)


def _date_candidates(tree: Any, named: dict[str, str], articles: list[dict[str, Any]]) -> Iterator[str]:
    for article in articles:
        written = article.get("datePublished")
        if isinstance(written, str) and written.strip():
            yield written.strip()
    for name in _DATE_NAMES:
        if name in named:
            yield named[name]
    for element in tree.xpath("//*[@itemprop='datePublished' or (self::time and @pubdate)]"):
        written = element.get("content") or element.get("datetime") or element.text_content()
        if written and written.strip():
            yield written.strip()
    yield from _only_time(tree)


def _only_time(tree: Any) -> Iterator[str]:
    """The day of the page's ``time`` elements, if they all name one day: several are dates of several things."""
    written = [element.get("datetime").strip() for element in tree.xpath("//time[@datetime]")]
    days = {(stated_date(text) or text)[:10] for text in written if text}
    if len(days) == 1:
        yield written[0]


def _linked_articles(tree: Any) -> Iterator[dict[str, Any]]:
    """The JSON-LD objects of a page that speak of its story, not of the site or a picture."""
    for element in tree.iter("script"):
        if (element.get("type") or "").strip().lower() != "application/ld+json" or not element.text:
            continue
        try:
            waiting: list[Any] = [json.loads(element.text)]
        except (ValueError, RecursionError):
            continue
        while waiting:
            item = waiting.pop()
            if isinstance(item, list):
                waiting.extend(reversed(item))
            elif isinstance(item, dict):
                if not _NOT_ARTICLES.fullmatch(str(item.get("@type"))):
                    yield item
                waiting.extend(item[key] for key in ("mainEntityOfPage", "mainEntity", "@graph") if key in item)


def _linked_publisher(articles: list[dict[str, Any]]) -> str | None:
    for article in articles:
        publisher = article.get("publisher")
        name = publisher.get("name") if isinstance(publisher, dict) else publisher
        if isinstance(name, str) and name.strip():
            return name
    return None
