"""Charts on a page: two drawings that stand alone, follow the theme and read without colour."""

import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from xml.parsers import expat

import pytest
from markupsafe import Markup

from generator.look import escape
from generator.look.block import lifted
from generator.look.chart import Charts
from generator.look.setting import Setting
from generator.table import Table

NASTY = '</text><script>alert(1)</script> & role="x" 1.23456 \x00 *[a](javascript:b)*'


def rows(name: str = "Aiko", amount: Decimal | None = Decimal(5_000_000)) -> Table:
    bounds = (Decimal(4_000_000), Decimal(6_000_000), Decimal(9_000_000))
    return Table(
        "by_owner",
        ("owner", "category", "amount", "low", "high", "target", "day"),
        ("VARCHAR", "VARCHAR", *["DECIMAL(18,2)"] * 4, "DATE"),
        (
            (name, "Won", amount, *bounds, date(2026, 4, 1)),
            (name, "Lost", amount, *bounds, date(2027, 5, 1)),
            ("김민서", "Won", Decimal(2_000_000), None, None, None, None),
        ),
    )


FORMS: dict[str, Callable[[Charts, Table, str], Markup]] = {
    "bars": lambda chart, table, title: chart.bars(table, x="owner", y="amount", title=title),
    "bullet": lambda chart, table, title: chart.bullet(
        table, x="owner", y="amount", target="target", title=title
    ),
    "stacked_bars": lambda chart, table, title: chart.stacked_bars(
        table, x="owner", y="amount", by="category", target="target", title=title
    ),
    "columns": lambda chart, table, title: chart.columns(
        table, x="owner", y="amount", by="category", title=title
    ),
    "lines": lambda chart, table, title: chart.lines(
        table, x="owner", y=["amount", "low"], ranges={"80 %": ["low", "high"]}, target="target",
        dashed=["low"], labels={"low": title}, title=title,
    ),
    "waterfall": lambda chart, table, title: chart.waterfall(
        table, x="owner", y="amount", tones={"Aiko": "commit"}, title=title
    ),
    "funnel": lambda chart, table, title: chart.funnel(table, x="owner", y="amount", title=title),
}  # fmt: skip

EVERY = pytest.mark.parametrize("form", FORMS)
SETTINGS = {
    kind: Setting("JPY", date(2026, 11, 23), escape=way)
    for kind, way in (("html", escape.html), ("markdown", escape.markdown))
}
BOTH = pytest.mark.parametrize("kind", SETTINGS)


def drawn(form: str, table: Table, title: str = "Open by person", kind: str = "html") -> str:
    return FORMS[form](Charts(SETTINGS[kind]), table, title)


def well_formed(xml: str) -> bool:
    expat.ParserCreate().Parse(xml, True)  # noqa: FBT003 (expat's own: this is all of it)
    return True


def pictures(figure: str) -> list[str]:
    return re.findall(r"<svg.*?</svg>", figure, re.DOTALL)


@EVERY
@BOTH
def test_a_chart_is_drawn_for_a_wide_and_a_narrow_place(form: str, kind: str) -> None:
    figure = drawn(form, rows(), kind=kind)
    wide, narrow = pictures(figure)
    assert well_formed(figure)
    assert wide.startswith('<svg class="sb-wide" viewBox="0 0 640 ')
    assert narrow.startswith('<svg class="sb-narrow" viewBox="0 0 340 ')


@EVERY
def test_a_chart_says_what_it_is_and_what_it_shows(form: str) -> None:
    for picture in pictures(drawn(form, rows())):
        assert 'role="img"><title>Open by person</title><desc>' in picture
        assert re.search(r"<desc>[^<]*¥[^<]*</desc>", picture)


@EVERY
def test_a_chart_stands_alone_and_follows_the_theme(form: str) -> None:
    figure = drawn(form, rows())
    assert not re.findall(r"\bid=|\bstyle=|<script|<style|href|url\(|xmlns|https?:", figure)
    colours = set(re.findall(r'(?:fill|stroke)="([^"]*)"', figure)) - {"none"}
    assert colours
    assert all(re.fullmatch(r"var\(--(sb-[a-z-]+|md-default-bg-color)\)", each) for each in colours)


@EVERY
@BOTH
def test_what_a_record_says_is_text(form: str, kind: str) -> None:
    figure = drawn(form, rows(NASTY), NASTY, kind)
    assert well_formed(figure)
    assert "<script" not in figure
    assert "\x00" not in figure
    if kind == "markdown":
        assert re.fullmatch("<!--block [0-9a-f]+-->", lifted(figure))


@EVERY
def test_a_chart_has_the_same_bytes_twice(form: str) -> None:
    assert drawn(form, rows()) == drawn(form, rows())


@EVERY
def test_a_chart_without_rows_is_a_sentence(form: str) -> None:
    none = Table("t", rows().columns, rows().types, ())
    assert drawn(form, none) == '<p class="sb-empty">Nothing to draw.</p>'


@EVERY
def test_an_amount_that_is_not_known_is_no_fault(form: str) -> None:
    assert well_formed(drawn(form, rows(amount=None)))


def test_a_chart_of_nothing_known_is_a_sentence() -> None:
    unknown = Table("t", ("x", "y"), ("VARCHAR", "DECIMAL(18,2)"), (("a", None),))
    assert "Nothing to draw." in Charts(SETTINGS["html"]).funnel(unknown, x="x", y="y", title="t")


def test_the_legend_names_parts_in_their_order_and_the_target() -> None:
    legend = re.findall(r'<i class="sb-key ([a-z-]+)"></i>([^<]+)', drawn("stacked_bars", rows()))
    assert legend == [("sb-won", "Won"), ("sb-bad", "Lost"), ("sb-aim", "Target")]
    assert "figcaption" not in drawn("bars", rows())


def test_a_mark_that_is_no_target_has_a_name_of_its_own() -> None:
    table = Table("t", ("x", "y", "before"), ("VARCHAR", "BIGINT", "BIGINT"), (("Apr", 2, 1),))
    figure = Charts(SETTINGS["html"]).columns(
        table, x="x", y="y", target="before", mark="FY2025", title="t"
    )
    assert re.findall(r'sb-aim"></i>([^<]+)', figure) == ["FY2025"]


def test_each_category_of_a_forecast_has_a_tone_of_its_own() -> None:
    ladder = ("closed", "commit", "most_likely", "best_case", "pipeline")
    table = Table(
        "t", ("x", "by", "y"), ("VARCHAR", "VARCHAR", "BIGINT"),
        tuple(("a", by, 1) for by in ladder),
    )  # fmt: skip
    figure = Charts(SETTINGS["html"]).stacked_bars(table, x="x", y="y", by="by", title="t")
    tones = re.findall(r"sb-key sb-([a-z]+)", figure)
    assert tones == ["won", "commit", "likely", "best", "pipe"]


def test_tones_are_those_wanted_the_usual_ones_or_the_next_in_turn() -> None:
    table = Table(
        "t", ("x", "by", "y"), ("VARCHAR", "VARCHAR", "BIGINT"),
        tuple(("a", by, 1) for by in ("Won", "Alpha", "Beta", "Gamma")),
    )  # fmt: skip
    figure = Charts(SETTINGS["html"]).stacked_bars(
        table, x="x", y="y", by="by", title="t", tones={"Gamma": "warn"}
    )
    legend = re.findall(r'sb-key sb-([a-z]+)"></i>([^<]+)', figure)
    assert legend == [("won", "Won"), ("commit", "Alpha"), ("best", "Beta"), ("warn", "Gamma")]


def test_amounts_are_in_the_currency_of_the_rows() -> None:
    table = Table(
        "t", ("x", "y", "currency"), ("VARCHAR", "DECIMAL(18,2)", "VARCHAR"), (("a", 5, "USD"),)
    )
    assert "$5" in Charts(SETTINGS["html"]).bars(table, x="x", y="y", title="t")


def test_days_are_labels_too() -> None:
    figure = Charts(SETTINGS["html"]).columns(rows(), x="day", y="amount", title="t")
    assert "1\N{NO-BREAK SPACE}Apr<" in figure
    assert "1\N{NO-BREAK SPACE}May\N{NO-BREAK SPACE}2027" in figure


def test_more_than_a_dozen_values_are_counted() -> None:
    table = Table("t", ("x", "y"), ("VARCHAR", "BIGINT"), tuple((f"p{at}", at) for at in range(15)))
    assert "p11 11; and 3 more</desc>" in Charts(SETTINGS["html"]).bars(
        table, x="x", y="y", title="t"
    )


def test_what_is_not_known_is_not_said_to_be_nothing() -> None:
    table = Table("t", ("x", "y"), ("VARCHAR", "BIGINT"), (("Nov", 0), ("Dec", None)))
    assert "<desc>Nov 0; Dec \N{EN DASH}</desc>" in Charts(SETTINGS["html"]).columns(
        table, x="x", y="y", title="t"
    )


def test_a_column_that_is_not_there_is_named() -> None:
    with pytest.raises(ValueError, match="by_owner has no column nosuch; it has owner, category"):
        Charts(SETTINGS["html"]).bars(rows(), x="owner", y="nosuch", title="t")
