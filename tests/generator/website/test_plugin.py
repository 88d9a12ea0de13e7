import gc
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import UTC, date, datetime
from pathlib import Path
from weakref import ReferenceType, ref

import pytest
from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort

from generator.errors import SalesbookError, UsageError
from generator.website import plugin, publish
from generator.website.page import Page, Portal, RecordPage, Records, Told
from generator.website.plugin import SalesbookPlugin, SiteError
from tests.books import write
from tests.portal import HOME, LIST, MKDOCS, portal, root, telling, tree


def loaded(config_file: Path, made: Portal, *, strict: bool = False) -> MkDocsConfig:
    """Load mkdocs.yml as MkDocs' command does, with this portal in the pipeline's place."""
    (config_file.parent / "build" / "docs").mkdir(parents=True, exist_ok=True)
    config = load_config(str(config_file), strict=strict)
    ours(config).source = lambda _root, _as_of: made
    ours(config).on_startup(command="build", dirty=False)
    return config


def ours(config: MkDocsConfig) -> SalesbookPlugin:
    found = config.plugins["salesbook"]
    assert isinstance(found, SalesbookPlugin)
    return found


def built(config_file: Path) -> dict[str, bytes]:
    return tree(config_file.parent / "build" / "site")


def test_the_command_and_the_function_give_the_same_site(tmp_path: Path) -> None:
    one, other = root(tmp_path / "one"), root(tmp_path / "other")
    plugin.build(one, portal("acme", "hooli"))
    mkdocs_build(loaded(other, portal("acme", "hooli")))
    assert built(one) == built(other)
    assert "accounts/hooli.html" in built(one)


def test_two_builds_of_the_same_input_are_the_same_bytes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    config = root(tmp_path / "a")
    plugin.build(config, portal("acme"))
    first = built(config)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "86400")
    plugin.build(config, portal("acme"))
    assert built(config) == first


def test_an_incremental_build_is_a_clean_one(tmp_path: Path) -> None:
    config, clean = root(tmp_path / "a"), root(tmp_path / "b")
    plugin.build(config, portal("acme", "gone", pages=(Page("old/index.md", "# Old\n"),)))
    plugin.build(config, portal("acme"))
    plugin.build(clean, portal("acme"))
    assert built(config) == built(clean)
    assert tree(config.parent / "build" / "docs") == tree(clean.parent / "build" / "docs")


def test_nothing_but_docs_and_site_is_left(tmp_path: Path) -> None:
    config = root(tmp_path)
    plugin.build(config, portal("acme"))
    assert sorted(path.name for path in (tmp_path / "build").iterdir()) == [".lock", "docs", "site"]


def interrupted(_share: Sequence[str]) -> Iterator[RecordPage]:
    raise KeyboardInterrupt


@pytest.mark.parametrize(
    "broken",
    [
        telling(Told((Page("../out.md", ""),))),
        portal("acme", pages=(Page("accounts/acme.md", "# Ours\n"),)),
        portal("acme", pages=(Page("x.md", "---\ntemplate: not-there.html\n---\n"),)),
        telling(Told((HOME, LIST)), Records("accounts", ("acme",), interrupted)),
    ],
    ids=["a path leads out", "a page in a record's place", "a template is gone", "Ctrl-C"],
)
def test_a_build_that_fails_leaves_the_last_good_site(tmp_path: Path, broken: Portal) -> None:
    config = root(tmp_path)
    plugin.build(config, portal("acme"))
    before = built(config)
    with pytest.raises((SalesbookError, KeyboardInterrupt)):
        plugin.build(config, broken)
    assert built(config) == before
    assert sorted(path.name for path in (tmp_path / "build").iterdir()) == [".lock", "docs", "site"]


def test_a_strict_build_with_a_warning_leaves_the_last_good_site(tmp_path: Path) -> None:
    config = root(tmp_path)
    plugin.build(config, portal("acme"))
    before = built(config)
    warned = portal("acme", pages=(Page("x/index.md", "[gone](gone.md)\n"),))
    with pytest.raises(SiteError, match=r"gone\.md"):
        plugin.build(config, warned, strict=True)
    assert built(config) == before


def test_warnings_come_back_as_text(tmp_path: Path) -> None:
    warned = portal(pages=(Page("x/index.md", "[gone](gone.md)\n"),))
    (word,) = plugin.build(root(tmp_path), warned)
    assert "gone.md" in word


def test_of_a_portal_nothing_is_held_after_its_build(tmp_path: Path) -> None:
    """Its tables take as much room as those of the next build, which a server begins later."""
    config, held = loaded(root(tmp_path), Portal()), list[ReferenceType[Portal]]()

    def made(_root: Path, _as_of: date) -> Portal:
        one = portal("acme")
        held.append(ref(one))
        return one

    ours(config).source = made
    mkdocs_build(config)
    gc.collect()
    assert [one() for one in held] == [None]


def test_without_a_build_nothing_is_completed(tmp_path: Path) -> None:
    config = loaded(root(tmp_path), portal("acme"))
    ours(config).on_post_build(config=config)
    assert not (tmp_path / "build" / "site").exists()


def test_the_errors_of_ours_are_mkdocs_errors_for_its_command(tmp_path: Path) -> None:
    config = loaded(root(tmp_path), telling(Told((Page("../out.md", ""),))))
    with pytest.raises(Abort):
        mkdocs_build(config)


def test_a_second_build_at_the_same_time_is_refused(tmp_path: Path) -> None:
    config = root(tmp_path)
    with (
        publish.locked(tmp_path / "build"),
        pytest.raises(publish.BuildRunningError, match="another build"),
    ):
        plugin.build(config, portal())


def test_the_navigation_is_derived(tmp_path: Path) -> None:
    config = loaded(root(tmp_path), portal("acme", pages=(Page("x.md", "# Hidden\n"),)))
    mkdocs_build(config)
    assert config.nav == [{"Home": "index.md"}, {"Accounts": "accounts/index.md"}]
    home = built(tmp_path / "mkdocs.yml")["index.html"].decode()
    assert 'href="accounts/index.html"' in home
    assert 'href="x.html"' not in home


def test_the_pages_of_the_open_tab_stand_below_the_tabs(tmp_path: Path) -> None:
    def page(name: str, *nav: str) -> Page:
        return Page(f"{name}/index.md", f"# {nav[-1]}\n", nav=nav)

    kinds = [page(f"k{one}", "Records", f"Kind {one}") for one in range(9)]
    below = (page("trend", "Pipeline", "Trend"), page("speed", "Pipeline", "Speed"), *kinds)
    config = root(tmp_path)
    plugin.build(config, portal(pages=(page("sales", "Sales"), *below)))
    site = {name: text.decode() for name, text in built(config).items() if name.endswith(".html")}
    start = site["speed/index.html"].index('<nav class="sb-pages" aria-label="Pipeline">')
    row = site["speed/index.html"][start:].partition("</nav>")[0]
    assert '<a href="../trend/index.html">Trend</a>' in row
    assert '<a href="index.html" aria-current="page">Speed</a>' in row
    assert [name for name, text in sorted(site.items()) if "sb-pages" in text] == [
        "speed/index.html",
        "trend/index.html",
    ]


def test_a_navigation_of_ones_own_is_kept(tmp_path: Path) -> None:
    config = loaded(root(tmp_path, f"{MKDOCS}nav: [index.md]\n"), portal("acme"))
    mkdocs_build(config)
    assert config.nav == ["index.md"]


def test_a_company_may_override_what_we_override(tmp_path: Path) -> None:
    (tmp_path / "theme" / "partials").mkdir(parents=True)
    (tmp_path / "theme" / "partials" / "actions.html").write_text("<b>theirs</b>")
    own = MKDOCS.replace("  font: false", "  font: false\n  custom_dir: theme")
    config = root(tmp_path, own)
    plugin.build(config, portal("acme"))
    assert b"<b>theirs</b>" in built(config)["accounts/acme.html"]


def test_a_page_leads_to_the_file_it_is_made_from(tmp_path: Path) -> None:
    config = root(tmp_path)
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "about.md").write_text("# About\n")
    plugin.build(config, portal("acme"))
    base = "https://git.example.com/test/sales/edit/main"
    assert f'href="{base}/site/about.md"' in built(config)["about.html"].decode()
    page = built(config)["accounts/acme.html"].decode()
    assert f'href="{base}/data/accounts/acme.yml"' in page
    assert 'rel="edit"' not in built(config)["accounts/index.html"].decode()


def test_without_a_hosting_site_there_is_no_edit_link(tmp_path: Path) -> None:
    config = root(tmp_path, MKDOCS.replace("edit_uri: edit/main/\n", ""))
    plugin.build(config, portal("acme"))
    assert 'rel="edit"' not in built(config)["accounts/acme.html"].decode()


def test_shells_are_neither_searched_nor_listed(tmp_path: Path) -> None:
    config = root(tmp_path)
    plugin.build(config, portal("acme"))
    assert all(b"slotq" not in content for content in built(config).values())


def test_the_pipeline_is_asked_for_the_day_in_mkdocs_yml(tmp_path: Path) -> None:
    asked: list[tuple[Path, date]] = []
    config = loaded(root(tmp_path), Portal())

    def source(folder: Path, as_of: date) -> Portal:
        asked.append((folder, as_of))
        return telling(Told((HOME,)))

    ours(config).source = source
    mkdocs_build(config)
    assert asked == [(tmp_path, date(2026, 4, 1))]


def test_without_a_day_in_mkdocs_yml_it_is_today(tmp_path: Path) -> None:
    days: list[date] = []
    write(tmp_path, {})
    config = loaded(root(tmp_path, MKDOCS.replace("{as_of: 2026-04-01}", "{}")), Portal())

    def source(folder: Path, as_of: date) -> Portal:
        del folder
        days.append(as_of)
        return telling(Told((HOME,)))

    ours(config).source = source
    mkdocs_build(config)
    assert abs((days[0] - datetime.now(tz=UTC).date()).days) <= 1


def test_a_day_that_is_none_is_said(tmp_path: Path) -> None:
    config = root(tmp_path, MKDOCS.replace("2026-04-01", "tomorrow"))
    with pytest.raises(
        UsageError, match="`as_of` must be a day written YYYY-MM-DD; found 'tomorrow'"
    ):
        plugin.build(config, portal())


def test_a_missing_mkdocs_yml_is_said(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="there is no such file"):
        plugin.build(tmp_path / "mkdocs.yml", portal())


def test_a_mkdocs_yml_without_the_plugin_is_said(tmp_path: Path) -> None:
    config = root(tmp_path, "site_name: A\ndocs_dir: build/docs\nsite_dir: build/site\n")
    with pytest.raises(UsageError, match="`salesbook` must be one of the plugins"):
        plugin.build(config, portal())


def test_a_mkdocs_yml_that_mkdocs_refuses_is_said_in_its_words(tmp_path: Path) -> None:
    config = root(tmp_path, MKDOCS.replace("name: material", "name: not-there"))
    with pytest.raises(SiteError, match="not-there"):
        plugin.build(config, portal())


def test_a_folder_that_cannot_be_written_is_one_clear_error(tmp_path: Path) -> None:
    config = root(tmp_path)
    (tmp_path / "build").write_bytes(b"")
    with pytest.raises(SalesbookError, match="cannot be written"):
        plugin.build(config, portal())


def test_a_fault_of_ours_is_not_taken_for_one_of_a_page(tmp_path: Path) -> None:
    def broken(share: Sequence[str]) -> Iterator[RecordPage]:
        raise KeyError(share[0])

    made = telling(Told((HOME,)), Records("accounts", ("acme",), broken))
    with pytest.raises(KeyError, match="acme"):
        plugin.build(root(tmp_path), made)


def test_the_pipeline_of_this_program_is_the_plugins_own() -> None:
    assert SalesbookPlugin().source is plugin.pipeline


SERVED = """\
import sys
from types import ModuleType
from pathlib import Path
from generator.website import plugin
from generator.errors import SalesbookError
from tests.portal import portal

def pipeline(moment, options, manuals):
    root = moment.root
    with (root / "builds").open("a") as file:
        file.write("x")
    names = sorted(path.stem for path in (root / "data").glob("*.yml"))
    if "wrong" in names:
        raise SalesbookError("data/wrong.yml:1:1: this is wrong <b>.")
    return portal(*names)

sys.modules["generator.pipeline"] = ModuleType("pipeline")
sys.modules["generator.pipeline"].portal = pipeline
plugin.serve(Path(sys.argv[1]), address=sys.argv[2])
"""


@contextmanager
def served(config_file: Path) -> Iterator[str]:
    """Serve a repository whose records are the names of the files in data/, as MkDocs does."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        place = f"127.0.0.1:{free.getsockname()[1]}"
    with (config_file.parent / "said").open("w") as said:
        process = subprocess.Popen(
            [sys.executable, "-c", SERVED, os.fspath(config_file), place],
            cwd=Path(__file__).parents[3],
            stderr=said,
        )
    try:
        yield f"http://{place}/portal/"
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(20)


def answer(address: str, *, holding: str = "") -> str:
    """Return a page once it is there and holds a text."""
    for _ in range(200):
        with suppress(OSError), urllib.request.urlopen(address) as page:  # noqa: S310 - our server
            text = str(page.read().decode())
            if holding in text:
                return text
        time.sleep(0.05)
    pytest.fail(f"{address} is not there, or does not hold {holding!r}")


@pytest.mark.slow
def test_serving_follows_the_records_and_not_its_own_output(tmp_path: Path) -> None:
    config = root(tmp_path)
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "acme.yml").write_text("")
    with served(config) as address:
        page = answer(f"{address}accounts/acme.html")
        assert "Content-Security-Policy" not in page
        assert "livereload" in page
        (tmp_path / "data" / "hooli.yml").write_text("")
        answer(f"{address}accounts/hooli.html")
        time.sleep(2)  # four rounds of the watcher, in which a loop would build again
    assert (tmp_path / "builds").read_text() == "xx"
    assert not (tmp_path / "build" / "site").exists()


@pytest.mark.slow
def test_with_a_fault_in_the_records_the_last_good_pages_are_served(tmp_path: Path) -> None:
    config = root(tmp_path)
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "acme.yml").write_text("")
    with served(config) as address:
        answer(f"{address}accounts/acme.html")
        (tmp_path / "data" / "wrong.yml").write_text("")
        page = answer(f"{address}accounts/acme.html", holding='role="alert"')
        assert "data/wrong.yml:1:1: this is wrong &lt;b&gt;." in page
        assert "livereload" in page
        assert "data/wrong.yml:1:1: this is wrong <b>." in (tmp_path / "said").read_text()
        (tmp_path / "data" / "wrong.yml").unlink()
        (tmp_path / "data" / "hooli.yml").write_text("")
        assert "alert" not in answer(f"{address}accounts/hooli.html")
        (tmp_path / "mkdocs.yml").write_text("site_name: [\n")
        answer(f"{address}accounts/hooli.html", holding='role="alert"')


def test_a_first_build_that_fails_is_not_served(tmp_path: Path) -> None:
    config = root(tmp_path, MKDOCS.replace("2026-04-01", "tomorrow"))
    done = subprocess.run(
        [sys.executable, "-c", SERVED, os.fspath(config), "127.0.0.1:0"],
        cwd=Path(__file__).parents[3],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert done.returncode == 1
    assert "UsageError" in done.stderr
    assert "as_of` must be a day" in done.stderr
