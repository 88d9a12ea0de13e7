from pathlib import Path

import pytest

from benchmarks import bench_build, sample
from benchmarks.bench_build import Body, Plain
from benchmarks.measure import Run

PAGE = """<html><title>Yamada</title>
<article class="md-content__inner md-typeset">
<h1>Yamada</h1><article>inside</article>
</article></html>"""


def test_the_body_of_a_page_is_the_inside_of_its_article(tmp_path: Path) -> None:
    page = tmp_path / "accounts" / "yamada" / "index.html"
    page.parent.mkdir(parents=True)
    page.write_text(PAGE)
    body = bench_build.body(tmp_path, page)
    assert body == Body("accounts/yamada", "yamada", "<h1>Yamada</h1><article>inside</article>")
    assert body.markdown == f'---\ntitle: "yamada"\n---\n\n{body.html}\n'


def test_more_pages_take_what_the_last_ones_took() -> None:
    less, more = Plain(1000, 12.0), Plain(2000, 22.0)
    assert bench_build.each(less, more) == pytest.approx(0.01)
    assert bench_build.at(50_000, less, more) == pytest.approx(22 + 48_000 * 0.01)


def test_hugo_is_compared_pair_by_pair() -> None:
    ours, hugos = (Run(1, 1, 1), Run(4, 1, 1)), (Run(2, 1, 1), Run(8, 1, 1))
    (result,) = bench_build.to_hugo([Path("one")], (("_checked", " after `check`", ours),), hugos)
    assert result.name == "build_checked_hugo"
    assert result.measured == 0.5


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
