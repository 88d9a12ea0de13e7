"""What the site needs besides its pages, and that none of it asks another host."""

import re
import sys
from pathlib import Path

import pytest

from generator.website import assets


def test_every_page_s_files_are_there() -> None:
    found = assets.files()
    assert list(found) == ["assets/salesbook.css", "assets/salesbook.js", "assets/tables.js"]
    assert {*assets.STYLE_SHEETS, *assets.SCRIPTS} <= set(found)
    assert all(found.values())


def test_ours_ask_no_other_host() -> None:
    found = assets.files()
    assert not re.search(rb"https?:|@import|\burl\(", found["assets/salesbook.css"])
    assert not re.search(rb"https?:|fetch|XMLHttpRequest", found["assets/salesbook.js"])


def test_the_scripts_are_plain_ones_since_a_browser_loads_no_module_from_a_disk() -> None:
    for path, content in assets.files().items():
        if path.endswith(".js"):
            assert not re.search(
                rb"(?:^|[;}\s])(?:export|import)\s*[{*\"'(]|import\.meta", content
            ), path
    assert assets.files()["assets/tables.js"].count(b"globalThis.SalesbookTable=") == 1


def test_a_library_that_is_no_module_is_one_clear_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "itables" / "html").mkdir(parents=True)
    (tmp_path / "itables" / "__init__.py").write_text("")
    (tmp_path / "itables" / "html" / "dt_bundle.js").write_text("window.DataTable = 1;")
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.delitem(sys.modules, "itables", raising=False)
    with pytest.raises(assets.AssetMissingError, match=r"no html/dt_bundle\.js that is a module"):
        assets.files()


@pytest.mark.parametrize(
    ("package", "file"), [("itables", "nosuch.js"), ("nosuch_package", "a.js")]
)
def test_a_package_that_lacks_its_file_is_one_clear_line(package: str, file: str) -> None:
    with pytest.raises(assets.AssetMissingError, match=rf"{package}: it has no {file}\. Install"):
        assets.packaged(package, file)


def test_tones_are_given_for_light_and_for_dark() -> None:
    sheet = (Path(assets.OURS) / "salesbook.css").read_text(encoding="utf-8")
    used = set(re.findall(r"var\((--sb-[a-z-]+)\)", sheet))
    light, dark = re.findall(r"\{([^}]*--sb-won:[^}]*)\}", sheet)
    assert used <= set(re.findall(r"(--sb-[a-z-]+):", light))
    assert set(re.findall(r"(--sb-[a-z-]+):", light)) == set(re.findall(r"(--sb-[a-z-]+):", dark))


def luminance(colour: str) -> float:
    """Return the relative luminance of `#rrggbb` (WCAG 2.2)."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours, from 1 to 21 (WCAG 2.2)."""
    lower, upper = sorted((luminance(one), luminance(other)))
    return (upper + 0.05) / (lower + 0.05)


def mixed(tone: str, ground: str, share: float) -> str:
    """Return a tone laid over a ground, as `color-mix` with transparent does."""
    both = ((int(tone[at : at + 2], 16), int(ground[at : at + 2], 16)) for at in (1, 3, 5))
    return "#" + "".join(f"{round(a * share + b * (1 - share)):02x}" for a, b in both)


@pytest.mark.parametrize(("scheme", "ground"), [(0, "#ffffff"), (1, "#1e2129")])
def test_words_in_a_tone_can_be_read(scheme: int, ground: str) -> None:
    sheet = (Path(assets.OURS) / "salesbook.css").read_text(encoding="utf-8")
    block = re.findall(r"\{([^}]*--sb-won:[^}]*)\}", sheet)[scheme]
    values = {name: long if len(long) == 7 else f"#{long[1] * 6}" for name, long in re.findall(
        r"--sb-([a-z-]+): (#[0-9a-f]{3,6});", block)}  # fmt: skip
    tint = float(re.findall(r"--sb-tint: (\d+)%", block)[0]) / 100
    for tone in ("won", "commit", "best", "warn", "bad"):
        chip = mixed(values[tone], ground, tint)
        assert contrast(values[f"{tone}-ink"], ground) >= 4.5, tone
        assert contrast(values[f"{tone}-ink"], chip) >= 4.5, tone
    for tone in ("won", "commit", "best", "pipe", "warn", "bad"):
        assert contrast(values[f"on-{tone}"], values[tone]) >= 4.5, tone
