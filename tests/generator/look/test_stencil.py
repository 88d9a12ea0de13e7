import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path

import jinja2
import pytest
from markupsafe import Markup

from generator.look.format import EMPTY
from generator.look.render import Escape, ReportError, environment
from generator.look.setting import Setting
from generator.look.stencil import Stencil, joined, shown

SETTING = Setting("JPY", date(2026, 11, 23))


def fill(template: str, **values: object) -> str:
    return Stencil().from_string(template).render(values)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("a <b>", "a &lt;b&gt;"),
        (Markup("<i>a</i>"), "<i>a</i>"),
        ("a\x00\r\nb", "a\nb"),
        (None, EMPTY),
        (True, "yes"),
        (False, "no"),
        (12, "12"),
        (Decimal("1.50"), "1.50"),
        (["<b>"], "[&#x27;&lt;b&gt;&#x27;]"),
    ],
)
def test_a_value_stands_on_a_page_as_text(value: object, expected: str) -> None:
    assert shown(value) == expected
    assert fill("{{ value }}", value=value) == expected


def test_texts_are_joined_to_text_and_markup_to_markup() -> None:
    assert joined(("<b>", 1)) == "<b>1"
    assert joined(("<b>", Markup("<i>"))) == Markup("&lt;b&gt;<i>")
    assert fill("{{ name ~ '<' }}", name="<b>") == "&lt;b&gt;&lt;"
    assert fill("{{ name ~ mark }}", name="<b>", mark=Markup("<i>")) == "&lt;b&gt;<i>"


@pytest.mark.parametrize(
    ("template", "expected"),
    [
        ("{{ text.upper() }}{{ text.replace('a', 'b') }}", "Ab"),
        ("{{ 'x' if none }}", ""),
        ("{{ 'x' if none else 'y' }}", "y"),
        ("{{ stage['class'] }}", "wide"),
        ("{{ {'class': 'wide'}.class }}", "wide"),
        ("{{ dict(**stage)['class'] }}", "wide"),
        ("{{ dict(class='wide')['class'] }}", "wide"),
        ("{% macro box() %}<p>{{ caller() }}</p>{% endmacro %}{% call box() %}<b>{% endcall %}",
         "<p><b></p>"),
        ("{% macro box(name) %}<p>{{ name }}</p>{% endmacro %}{{ box('<') }}", "<p>&lt;</p>"),
        ("{% set both %}{{ '<' }}{% endset %}{{ both }}", "&lt;"),
    ],
)  # fmt: skip
def test_a_template_says_what_it_says_to_jinja(template: str, expected: str) -> None:
    stage: Mapping[str, str] = {"class": "wide"}
    assert fill(template, text="a", stage=stage) == expected


@pytest.mark.parametrize("template", ["{{ x }}", "{{ x.y }}", "{{ x() }}", "{{ x ~ 'a' }}"])
def test_an_unknown_name_is_an_error(template: str) -> None:
    with pytest.raises(jinja2.UndefinedError, match="'x' is undefined"):
        fill(template)


def test_an_unknown_attribute_is_an_error() -> None:
    with pytest.raises(AttributeError, match="amout"):
        fill("{{ text.amout }}", text="a")


@pytest.mark.parametrize("kind", ["markdown", "html"])
def test_facts_leave_out_what_is_not_known(tmp_path: Path, kind: Escape) -> None:
    pairs = "('A', 1), ('B', none), ('C', ''), ('D', 'x' if none), ('E', true), ('F', '<')"
    (tmp_path / "a.j2").write_text(f"{{{{ facts([{pairs}]) }}}}", "utf-8")
    html = environment([tmp_path], escape=kind, setting=SETTING).render("a.j2", {})
    found = re.findall("<dt>(.*?)</dt><dd>(.*?)</dd>", html)
    assert found == [("A", "1"), ("E", "yes"), ("F", "&lt;")]


def test_a_filler_fills_a_template_in_again_and_again(tmp_path: Path) -> None:
    (tmp_path / "a.j2").write_text(
        "{% set last = name ~ '.' %}{{ greeting }} {{ last }}\n{{ 1 / by }}"
    )
    (tmp_path / "b.j2").write_text("{% if %}")
    templates = environment([tmp_path], escape="html", setting=SETTING)
    fill = templates.filler("a.j2", {"greeting": "Hello"}, page="a/b/")
    assert [fill({"name": name, "by": 1}) for name in ("A", "<")] == [
        "Hello A.\n1.0",
        "Hello &lt;.\n1.0",
    ]
    with pytest.raises(ReportError, match=r"a\.j2:2: Division by zero\."):
        fill({"name": "A", "by": 0})
    with pytest.raises(ReportError, match=r"b\.j2:1: "):
        templates.filler("b.j2", {})
    with pytest.raises(ReportError, match=r"c\.j2: there is no template c\.j2\."):
        templates.filler("c.j2", {})
