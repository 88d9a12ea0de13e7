from pathlib import Path

import pytest

from generator.website import docs
from generator.website.page import Asset, Page, Portal, Told
from tests.portal import HOME, portal, telling


def own(folder: Path, **files: str) -> Path:
    for name, text in files.items():
        file = folder / "site" / name.replace("__", "/").replace("_", ".")
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return folder / "site"


def test_the_docs_folder_holds_pages_files_and_two_shells_a_kind(tmp_path: Path) -> None:
    found = docs.files(portal("acme"), tmp_path / "site")
    assert sorted(found) == [
        "accounts/index.md",
        "accounts/list.csv",
        "accounts/slotqbareqz.md",
        "accounts/slotqidqz.md",
        "index.md",
    ]
    assert found["index.md"] == HOME.text.encode()


def test_a_page_of_ones_own_stands_in_the_place_of_a_generated_one(tmp_path: Path) -> None:
    found = docs.files(portal(), own(tmp_path, index_md="# Ours\n"))
    assert found["index.md"] == b"---\nedit: site/index.md\n---\n\n# Ours\n"


def test_the_edit_link_joins_the_front_matter_that_is_there(tmp_path: Path) -> None:
    found = docs.files(Portal(), own(tmp_path, about__us_md="---\r\ntitle: Us\n---\n# Us\n"))
    assert found["about/us.md"] == b"---\nedit: site/about/us.md\ntitle: Us\n---\n# Us\n"


def test_images_and_styles_are_copied_as_they_are(tmp_path: Path) -> None:
    assert docs.files(Portal(), own(tmp_path, assets__logo_svg="<svg/>")) == {
        "assets/logo.svg": b"<svg/>"
    }


def test_links_and_hidden_files_stay_out(tmp_path: Path) -> None:
    folder = own(tmp_path, _secret="x", _git__config="x", a_md="a")  # noqa: S106 - a file name
    (tmp_path / "key").write_text("secret")
    (folder / "b.md").symlink_to(tmp_path / "key")
    assert list(docs.files(Portal(), folder)) == ["a.md"]


@pytest.mark.parametrize("path", ["../x.md", "/etc/x.md", "a/../../x.md", "a\\b.md", ""])
def test_no_page_leads_out_of_the_docs_folder(tmp_path: Path, path: str) -> None:
    with pytest.raises(docs.PathError, match="must lead down"):
        docs.files(telling(Told((Page(path, ""),))), tmp_path / "site")
    with pytest.raises(docs.PathError, match="must lead down"):
        docs.files(telling(Told(assets=(Asset(path, b""),))), tmp_path / "site")


def test_pages_of_ones_own_follow_in_the_navigation(tmp_path: Path) -> None:
    folder = own(tmp_path, about_md="", index_md="", guides__index_md="", guides__how_to_md="")
    (folder / "how-to_start.md").write_text("")
    assert [(page.path, page.nav) for page in docs.navigable(portal(), folder)] == [
        ("index.md", ("Home",)),
        ("accounts/index.md", ("Accounts",)),
        ("about.md", ("About",)),
        ("how-to_start.md", ("How to start",)),
        ("guides/how.to.md", ("Guides", "How.to")),
        ("guides/index.md", ("Guides",)),
    ]


def test_the_pages_that_an_engine_makes_of_files_are_known_with_its_404() -> None:
    files = ["index.md", "a/README.md", "a/b.markdown", "c.mkd", "d.mdown", "業績/e.f.mkdn"]
    others = ["a/form.html", "logo.svg", "list.csv", "notes.txt", "md", "a.md.bak"]
    assert docs.rendered([*files, *others]) == [
        "404.html", "index.html", "a/index.html", "a/b.html", "c.html", "d.html", "業績/e.f.html",
    ]  # fmt: skip
