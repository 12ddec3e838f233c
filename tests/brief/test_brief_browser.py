from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from constructed_brief import constructed

from rashomon.brief import render_html

CHROMIUM = Path("/usr/bin/chromium")
pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not CHROMIUM.exists(), reason="no /usr/bin/chromium on this machine"),
]


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    with playwright.sync_playwright() as running:
        started = running.chromium.launch(
            executable_path=str(CHROMIUM), args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
        )
        yield started
        started.close()


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("page") / "brief.html"
    path.write_text(render_html(constructed()), encoding="utf-8")
    return path


def opened(browser: Any, file: Path, **context: Any) -> tuple[Any, list[str], list[str]]:
    page = browser.new_context(**context).new_page()
    said: list[str] = []
    asked: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("request", lambda request: asked.append(request.url))
    page.goto(file.as_uri())
    return page, said, asked


def test_nothing_is_loaded_or_complained_about(browser: Any, file: Path) -> None:
    page, said, asked = opened(browser, file)
    assert said == []
    assert asked == [file.as_uri()]
    assert page.locator("main h2").first.is_visible()


@pytest.mark.parametrize("scripts", [True, False])
def test_a_statement_leads_to_its_passage_and_back(browser: Any, file: Path, scripts: bool) -> None:
    page, said, _ = opened(browser, file, java_script_enabled=scripts, viewport={"width": 1280, "height": 900})
    page.locator("#s-Sa1 a.words").click()
    passage = page.locator("#p-Sa1")
    box = passage.bounding_box()
    assert box is not None
    assert 0 <= box["y"] < 900
    assert passage.inner_text().startswith("A hunted organisation")
    if scripts:
        assert passage.evaluate("el => getComputedStyle(el).backgroundColor") != page.locator("#p-Sa3").evaluate(
            "el => getComputedStyle(el).backgroundColor"
        )
        assert page.locator("#back button", has_text="Copy citation").is_visible()
    page.locator(".text a[href='#s-Sa1']").click()
    card = page.locator("#s-Sa1").bounding_box()
    assert card is not None
    assert 0 <= card["y"] < 900
    assert said == []


def test_two_spans_of_one_statement_light_up_together(browser: Any, file: Path) -> None:
    page, _, _ = opened(browser, file)
    page.locator("#s-Sw4 a.words").click()
    lit = "".join(page.locator("mark.on").all_inner_texts())
    assert lit.startswith("The Province Front denied any part in it.")
    assert lit.endswith("We have never harmed a market and we never will")


def test_a_closed_report_opens_when_its_passage_is_asked_for(browser: Any, file: Path) -> None:
    page, _, _ = opened(browser, file)
    details = page.locator("#r-ranalysis details")
    details.evaluate("el => { el.open = false }")
    page.locator("#s-Sa2 a.words").click()
    page.locator("#p-Sa2").wait_for(state="visible")
    assert details.evaluate("el => el.open")


def test_the_filter_leaves_only_what_was_asked_for(browser: Any, file: Path) -> None:
    page, _, _ = opened(browser, file)
    page.locator(".filter input").fill("checkpoints")
    assert page.locator("#s-Sa1").is_visible()
    assert not page.locator("#s-Sw4").is_visible()
    page.locator(".filter input").fill("")
    assert page.locator("#s-Sw4").is_visible()


@pytest.mark.parametrize("width", [360, 390, 768, 1280])
def test_nothing_runs_over_the_edge(browser: Any, file: Path, width: int) -> None:
    page, _, _ = opened(browser, file, viewport={"width": width, "height": 800})
    page.evaluate("document.querySelectorAll('details').forEach(el => { el.open = true })")
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_the_keyboard_reaches_the_skip_link_first(browser: Any, file: Path) -> None:
    page, _, _ = opened(browser, file)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"


def test_it_prints(browser: Any, file: Path) -> None:
    page, said, _ = opened(browser, file)
    assert page.pdf(format="A4").startswith(b"%PDF")
    assert said == []
