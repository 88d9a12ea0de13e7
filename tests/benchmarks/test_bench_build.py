from pathlib import Path

import pytest

from benchmarks import bench_build, sample
from benchmarks.bench_build import Body, Plain
from benchmarks.measure import Run, run

PAGE = """<html><title>Yamada</title>
<article class="md-content__inner md-typeset">
<h1>Yamada</h1><article>inside</article>
</article></html>"""


def test_the_body_of_a_page_is_the_inside_of_its_article(tmp_path: Path) -> None:
    page = tmp_path / "accounts" / "yamada.html"
    page.parent.mkdir(parents=True)
    page.write_text(PAGE)
    body = bench_build.body(tmp_path, page)
    assert body == Body("accounts/yamada", "yamada", "<h1>Yamada</h1><article>inside</article>")
    assert body.markdown == f'---\ntitle: "yamada"\n---\n\n{body.html}\n'


def test_more_pages_take_what_the_last_ones_took() -> None:
    less, more = Plain(1000, 12.0), Plain(2000, 22.0)
    assert bench_build.each(less, more) == pytest.approx(0.01)
    assert bench_build.at(50_000, less, more) == pytest.approx(22 + 48_000 * 0.01)


def test_the_faster_of_hugos_ways_is_compared_pair_by_pair() -> None:
    ours = (Run(1, 1, 1), Run(4, 1, 1), Run(2, 1, 1))
    files = (Run(2, 5, 1), Run(8, 5, 1), Run(4, 5, 1))
    folders = (Run(3, 9, 1), Run(9, 9, 1), Run(5, 9, 1))
    for hugos in ({"files": files, "folders": folders}, {"folders": folders, "files": files}):
        (result,) = bench_build.to_hugo(
            [Path("one")], (("_checked", " after `check`", ours),), hugos
        )
        assert result.name == "build_checked_hugo"
        assert result.measured == 0.5
        assert "4.0 s (files)" in result.how
        assert "5.0 s (folders)" in result.how
        assert "compared with files, CPU 1.0 s to 5.0 s" in result.how


def test_every_page_of_a_record_is_measured_once(tmp_path: Path) -> None:
    names = [*(f"accounts/a{number}" for number in range(5)), "deals/d"]
    for name in names:
        file = tmp_path / "data" / f"{name}.yml"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("")
    found = bench_build.pages(tmp_path)
    site = tmp_path / "build" / "site"
    assert sorted(found) == sorted(site / f"{name}.html" for name in names)


def test_hugo_and_plain_mkdocs_write_the_files_that_salesbook_writes(tmp_path: Path) -> None:
    site = tmp_path / "build" / "site"
    page = site / "accounts" / "yamada.html"
    page.parent.mkdir(parents=True)
    page.write_text(PAGE)
    ways = bench_build.hugo(tmp_path, [page], tmp_path / "hugo")
    for command in ways.values():
        run(command)
    assert (tmp_path / "hugo" / "public-true" / "accounts" / "yamada.html").is_file()
    assert (tmp_path / "hugo" / "public-false" / "accounts" / "yamada" / "index.html").is_file()
    assert bench_build.mkdocs(tmp_path, [page], tmp_path / "plain").pages == 1
    assert (tmp_path / "plain" / "site" / "accounts" / "yamada.html").is_file()


def test_what_is_put_aside_is_kept_until_the_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sample, "OLD", tmp_path / "old")
    for text in ("one", "two"):
        site = tmp_path / "site"
        site.mkdir()
        (site / "page").write_text(text)
        sample.put_aside(site)
        sample.put_aside(site)
    kept = sorted(path.read_text() for path in (tmp_path / "old").rglob("page"))
    assert kept == ["one", "two"]
