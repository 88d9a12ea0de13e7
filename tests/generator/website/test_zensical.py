import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

from generator.errors import UsageError
from generator.website import plugin, site, zensical
from generator.website.page import Page, SearchEntry
from tests.portal import MKDOCS, portal, root, tree

needed = pytest.mark.skipif(not find_spec("zensical"), reason="zensical is not installed")


def built(config_file: Path) -> dict[str, bytes]:
    return tree(config_file.parent / "build" / "site")


@needed
def test_both_engines_give_the_same_pages(tmp_path: Path) -> None:
    made = portal("acme", "hooli", search=(SearchEntry("accounts/acme.html", "Acme"),))
    one, other = root(tmp_path / "one"), root(tmp_path / "other")
    plugin.build(one, made)
    zensical.build(other, made)
    pages = [path for path in built(one) if not path.startswith("assets/")]
    index = {"search/search_index.json": "search.json"}
    assert sorted(index.get(path, path) for path in pages) == sorted(
        path for path in built(other) if not path.startswith("assets/")
    )
    assert built(one)["sitemap.xml"] == built(other)["sitemap.xml"]
    assert b'"title":"Acme"' in built(other)["search.json"]


@needed
def test_a_second_build_is_the_same_bytes(tmp_path: Path) -> None:
    config = root(tmp_path)
    zensical.build(config, portal("acme", "gone"))
    zensical.build(config, portal("acme"))
    first = built(config)
    zensical.build(config, portal("acme"))
    assert built(config) == first
    assert "accounts/gone.html" not in first


@needed
def test_a_site_may_lie_outside_the_folder_of_the_docs(tmp_path: Path) -> None:
    config = root(tmp_path, MKDOCS.replace("build/site", "public"))
    zensical.build(config, portal("acme"))
    assert (tmp_path / "public" / "accounts" / "acme.html").is_file()
    assert not list(tmp_path.glob("public.tmp-*"))


@needed
def test_the_companys_overrides_lie_over_ours(tmp_path: Path) -> None:
    (tmp_path / "theme" / "partials").mkdir(parents=True)
    (tmp_path / "theme" / "partials" / "copyright.html").write_text("<b>theirs</b>")
    config = root(tmp_path, MKDOCS.replace("  font: false", "  font: false\n  custom_dir: theme"))
    zensical.build(config, portal("acme"))
    page = built(config)["accounts/acme.html"]
    assert b"<b>theirs</b>" in page
    assert b"edit/main/data/accounts/acme.yml" in page


@needed
def test_a_navigation_of_ones_own_is_kept(tmp_path: Path) -> None:
    config = root(tmp_path, f"{MKDOCS}nav: [{{Start: index.md}}]\n")
    zensical.build(config, portal("acme"))
    home = built(config)["index.html"].decode()
    assert "Start" in home
    assert 'href="accounts/index.html"' not in home


@needed
def test_a_build_that_fails_leaves_the_last_good_site(tmp_path: Path) -> None:
    config = root(tmp_path)
    zensical.build(config, portal("acme"))
    before = built(config)
    broken = portal("acme", pages=(Page("x.md", "---\ntemplate: not-there.html\n---\n"),))
    with pytest.raises(zensical.ZensicalError, match=r"^zensical: "):
        zensical.build(config, broken)
    assert built(config) == before


@needed
def test_warnings_come_back_with_their_place(tmp_path: Path) -> None:
    config = root(tmp_path)
    warned = portal(pages=(Page("x/index.md", "# X\n\n[gone](gone.md)\n"),))
    assert zensical.build(config, warned) == ("x/index.md:3:8: page does not exist",)
    before = built(config)
    with pytest.raises(zensical.ZensicalError, match=r"x/index\.md:3:8"):
        zensical.build(config, warned, strict=True)
    assert built(config) == before


def test_without_zensical_it_is_said_how_to_get_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "zensical", None)
    with pytest.raises(UsageError, match="zensical is not installed"):
        site.build(root(tmp_path), portal(), engine="zensical")
