"""The HTML pages in a real browser, where Chromium is installed: light and dark, at the width of a phone, on paper."""

from __future__ import annotations

import html
import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest
import sundesk
from test_roster import RING

CHROMIUM = next((path for name in ("chromium", "chromium-browser", "google-chrome") if (path := shutil.which(name))), None)
LOG = Path(__file__).parents[3] / "tests" / "fixtures" / "logs" / "freshdesk.csv"
QUIET = ("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync")

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed")

# The page stands in a frame of a given width, and what is measured there is written where --dump-dom shows it.
PROBE = """<!DOCTYPE html><title>probe</title><pre id="out"></pre><iframe id="f" width="WIDTH" height="900" style="color-scheme: SCHEME"></iframe><script>
const f = document.getElementById("f"), page = PAGE;
f.onload = () => {
  const d = f.contentDocument, body = getComputedStyle(d.body);
  document.getElementById("out").textContent = JSON.stringify({
    scroll: d.documentElement.scrollWidth, width: d.documentElement.clientWidth, color: body.color,
    pictures: [...d.querySelectorAll("svg")].map(s => s.getBoundingClientRect().width),
    lines: [...d.querySelectorAll("pre")].map(p => p.textContent.trim().split("\\n").length)});
};
f.srcdoc = page;
</script>"""


def browser(tmp_path: Path, *more: str) -> str:
    assert CHROMIUM is not None
    done = subprocess.run([CHROMIUM, *QUIET, f"--user-data-dir={tmp_path / 'profile'}", *more], capture_output=True, text=True, timeout=120, check=False)
    return done.stdout


def measured(tmp_path: Path, page: str, width: int, dark: bool = False) -> dict[str, object]:
    text = PROBE.replace("WIDTH", str(width)).replace("SCHEME", "dark" if dark else "light").replace("PAGE", json.dumps(page).replace("</", "<\\/"))
    file = tmp_path / "probe.html"
    file.write_text(text, encoding="utf-8")
    scheme = ("--blink-settings=preferredColorScheme=0",) if dark else ()
    dom = browser(tmp_path, *scheme, "--virtual-time-budget=5000", "--dump-dom", file.as_uri())
    found = re.search(r'<pre id="out">(.*?)</pre>', dom, re.DOTALL)
    assert found and found[1], dom[:2000]
    return dict(json.loads(html.unescape(found[1])))


def pages() -> dict[str, str]:
    review = sundesk.review(sundesk.EventLog.import_csv(LOG, preset="freshdesk"), {"group_by": ["Priority"]})
    return {"coverage": str(coverage_page()), "review": review.to_html()}


def coverage_page() -> sundesk.Answer:
    return sundesk.Roster(RING).ask("page", year=2026)


@pytest.mark.parametrize("name", ["coverage", "review"])
def test_a_page_fits_a_screen_and_a_phone_in_light_and_dark(tmp_path: Path, name: str) -> None:
    page = pages()[name]
    for width in (1100, 375):
        light, dark = measured(tmp_path, page, width), measured(tmp_path, page, width, dark=True)
        assert light["scroll"] == light["width"], (width, light)
        assert all(0 < drawn for drawn in light["pictures"]), light  # type: ignore[attr-defined]
        assert (light["color"], dark["color"]) == ("rgb(0, 0, 0)", "rgb(255, 255, 255)")
    phone = measured(tmp_path, page, 375)
    assert min(phone["pictures"]) >= 700, "the letters of a picture stay readable, and the picture scrolls"  # type: ignore[call-overload]
    if name == "coverage":
        assert phone["lines"][0] > 5, phone  # type: ignore[index]


def test_a_page_can_be_printed(tmp_path: Path) -> None:
    file, paper = tmp_path / "page.html", tmp_path / "page.pdf"
    file.write_text(pages()["coverage"], encoding="utf-8")
    browser(tmp_path, f"--print-to-pdf={paper}", file.as_uri())
    assert paper.read_bytes().startswith(b"%PDF")
