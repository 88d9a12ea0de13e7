import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from html import unescape
from pathlib import Path

import html5lib
import pytest

from generator import load, records, reports
from generator.look.escape import plain
from generator.look.render import environment
from generator.look.setting import Setting
from generator.look.vocabulary import one
from generator.warehouse import open_book
from generator.website.page import Page, RecordPage
from generator.yaml import source
from generator.yaml.source import Tree
from schema import KINDS, Shared
from schema.description import FieldDescription, fields, marked
from tests.tables.books import AS_OF, company, entry, warehouse

Trees = Mapping[str, Tree]

FULL: dict[str, Tree] = {"stage": "proposal", "pipeline": "new-business"}
"""Values of the company in tests, where the example of a field is another company's."""
PAYLOADS = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "{{ 7 * 7 }}{% raw %}",
    "](javascript:alert(1)) <!-- ' onload='x",
    "<!--section fields x--> slotqbodyfirstqz",
)

UNKNOWN = {"since": None, "lacking": ()}  # what a page says of a history that is not there


@contextmanager
def made(trees: Trees) -> Iterator[dict[str, RecordPage]]:
    """Make the pages of all records; by their keys as they are shown."""
    with warehouse(trees) as tables:
        firm = company()
        setting = Setting(firm.base_currency, AS_OF)
        stamps = environment([records.HERE], escape="html", setting=setting)
        moment = one(tables.run("select * from moment", "moment"))
        shared = {
            "moment": moment,
            "company": firm,
            "built_from": "a41f09c",
            "since": None,
            "lacking": (),
        }
        entries = [entry(name, tree) for name, tree in trees.items()]
        kinds = records.made(entries, records.prepared(tables, stamps, shared))
        yield {f"{kind.kind}/{page.id}": page for kind in kinds for page in kind.pages(kind.ids)}


def listed(trees: Trees) -> dict[str, tuple[Page, bytes]]:
    """Make the lists of all kinds that have records; by folder, with the download."""
    with warehouse(trees) as tables:
        firm = company({"links": {"new": "https://git.example/new/main/{path}"}})
        pages = environment(
            [records.HERE], escape="markdown", setting=Setting(firm.base_currency, AS_OF)
        )
        moment = one(tables.run("select * from moment", "moment"))
        shared = {
            "moment": moment,
            "company": firm,
            "built_from": "a41f09c",
            "since": None,
            "lacking": (),
        }
        kinds = sorted({name.partition("/")[0] for name in trees})
        found = records.lists(kinds, tables, pages, shared)
        return {page.path.partition("/")[0]: (page, file.content) for page, file in found}


def example(field: FieldDescription) -> Tree:
    """Give what the schema itself shows for a field."""
    if field.name in FULL:
        return FULL[field.name]
    tree, faults = source.read(f"value: {field.example}\n".encode(), field.name)
    assert tree is not None, (field.name, faults)
    return tree["value"]


def minimal(kind: type[Shared]) -> Tree:
    return {f.name: example(f) for f in fields(kind) if f.required and f.name != "id"}


def full(kind: type[Shared]) -> Tree:
    unlike = {"id", "custom", "not_duplicate_of"}
    return {f.name: example(f) for f in fields(kind) if f.name not in unlike and f.example != "[]"}


MINIMAL = {f"{folder}/one": minimal(kind) for folder, kind in KINDS.items()}
ALL = {f"{folder}/one": full(kind) for folder, kind in KINDS.items()}


def text(page: RecordPage) -> str:
    """Give all of a page's HTML."""
    return page.heading + page.head + "".join(part.body for part in page.sections)


def body(page: RecordPage) -> str:
    """Give what a reader sees of a page."""
    return " ".join(html5lib.parseFragment(text(page), namespaceHTMLElements=False).itertext())


@pytest.fixture(scope="module")
def minimal_pages() -> Iterator[dict[str, RecordPage]]:
    with made(MINIMAL) as pages:
        yield pages


@pytest.fixture(scope="module")
def full_pages() -> Iterator[dict[str, RecordPage]]:
    with made(ALL) as pages:
        yield pages


@pytest.mark.parametrize("folder", KINDS)
def test_every_kind_has_a_page_for_its_smallest_record(
    folder: str, minimal_pages: dict[str, RecordPage]
) -> None:
    page = minimal_pages[f"{folder}/one"]
    assert page.title
    assert page.description
    assert page.source == f"data/{folder}/one.yml"
    assert page.sections[-1].id == "fields"


@pytest.mark.parametrize("folder", KINDS)
def test_every_kind_has_a_page_with_all_that_a_record_says(
    folder: str, full_pages: dict[str, RecordPage]
) -> None:
    page = full_pages[f"{folder}/one"]
    parser = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)
    for part in (page.head, *(section.body for section in page.sections)):
        parser.parseFragment(part)
    shown = body(page)
    tree = ALL[f"{folder}/one"]
    assert isinstance(tree, dict)
    for field in fields(KINDS[folder]):
        value = tree.get(field.name)
        if isinstance(value, str) and field.shape in {"text", "prose"} and not field.picklist:
            assert value in shown, field.name


def test_every_reference_is_on_the_page_of_what_it_names() -> None:
    trees: dict[str, Tree] = dict(ALL)
    expected: set[tuple[str, str]] = set()
    for folder, kind in KINDS.items():
        tree = full(kind)
        for place in marked(kind, "reference"):
            if place.names[-1] != "not_duplicate_of":
                expected |= {
                    (f"{place.field.reference}/{name}", folder)
                    for name in values(tree, place.names)
                }
    for name, _ in expected:
        folder, _, identity = name.partition("/")
        trees.setdefault(f"{folder}/{identity}", minimal(KINDS[folder]))
    with made(trees) as pages:
        for name, folder in sorted(expected):
            assert f'href="../{folder}/one.html"' in text(pages[name]), (name, folder)


def values(tree: Tree, names: tuple[str, ...]) -> Iterator[str]:
    """Walk to every text at the end of the names, through lists."""
    if isinstance(tree, list):
        for item in tree:
            yield from values(item, names)
    elif isinstance(tree, dict):
        if names and names[0] in tree:
            yield from values(tree[names[0]], names[1:])
    else:
        yield tree


def test_no_value_becomes_markup() -> None:
    payload = " ".join(PAYLOADS)
    trees = {
        name: {key: payload if free(name, key) else value for key, value in tree.items()}
        for name, tree in ALL.items()
        if isinstance(tree, dict)
    }
    with made(trees) as pages:
        for name, page in pages.items():
            tree = html5lib.parseFragment(text(page), namespaceHTMLElements=False)
            found = {item.tag for item in tree.iter() if isinstance(item.tag, str)}
            assert not found & {"script", "img"}, name
            assert not [k for item in tree.iter() for k in item.attrib if k.startswith("on")], name
            ids = [section.id for section in page.sections]
            assert len(ids) == len(set(ids)), name


def free(name: str, key: str) -> bool:
    """Tell whether a field of a kind takes any text."""
    kind = KINDS[name.partition("/")[0]]
    field = next(one for one in fields(kind) if one.name == key)
    return (
        field.holding == "one"
        and field.shape in {"text", "prose"}
        and field.picklist is None
        and len(field.pattern) < len(r"^[^\n]+$") + 1
    )


@pytest.fixture(scope="module")
def full_lists() -> dict[str, tuple[Page, bytes]]:
    return listed(ALL)


@pytest.mark.parametrize("folder", KINDS)
def test_every_kind_has_a_list_with_a_download(
    folder: str, full_lists: dict[str, tuple[Page, bytes]]
) -> None:
    page, content = full_lists[folder]
    shown = unescape(page.text)
    assert f"../{folder}/one.html" in shown
    assert f"https://git.example/new/main/data/{folder}" in shown
    assert len(content.splitlines()) == 2


def test_a_long_list_shows_the_first_rows_and_downloads_all(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(records, "MOST", 2)
    page, content = listed({f"costs/c{n}": minimal(KINDS["costs"]) for n in range(5)})["costs"]
    assert "the first 2 of 5" in page.text
    assert len(content.splitlines()) == 6


def test_a_record_is_found_by_all_its_names() -> None:
    trees: dict[str, Tree] = {
        "accounts/yamada": {
            "name": "Yamada Seiki",
            "legal_name": "山田精機株式会社",
            "aliases": ["YS"],
            "domains": ["yamada.example"],
            "reading": "やまだせいき",
            "external_ids": {"odoo": "o-17"},
        },
        "contacts/oka": {"name": "Makoto Oka", "family": "岡", "given": "誠", "account": "yamada"},
    }
    with warehouse(trees) as tables:
        found = {one.location: one for one in records.search(tables)}
    account = found["accounts/yamada.html"]
    assert account.title == "Yamada Seiki"
    assert {"yamada", "山田精機株式会社", "YS", "yamada.example", "やまだせいき", "o-17"} <= {
        *account.words
    }
    assert {"岡誠", "Yamada Seiki"} <= {*found["contacts/oka.html"].words}
    assert account.boost > found["contacts/oka.html"].boost


def test_totals_of_an_account_equal_a_recount() -> None:
    trees: dict[str, Tree] = {
        "accounts/a": {"name": "A", "credit_limit": "1000000"},
        "products/p": {"name": "P", "costs": [{"valid_from": "2026-01-01", "cost": "600"}]},
        "deals/d1": deal("120000"),
        "deals/d2": deal("380000"),
        "orders/o1": {
            "account": "a",
            "ordered_on": "2026-10-01",
            "lines": [{"product": "p", "quantity": "100", "price": "1000", "discount": "10"}],
            "invoices": [
                {"number": "1", "date": "2026-10-02", "due": "2026-10-31", "amount": "90000"}
            ],
            "payments": [{"date": "2026-11-02", "amount": "30000"}],
        },
    }
    with made(trees) as pages:
        shown = body(pages["accounts/a"])
    assert "2 · ¥500K" in shown  # open deals: 120,000 and 380,000
    assert "¥90K" in shown  # bought: 100 x 1,000 less 10 %
    assert "margin 33\N{NO-BREAK SPACE}%" in shown  # (90,000 - 100 x 600) / 90,000
    assert "¥60K overdue, 23\N{NO-BREAK SPACE}days" in shown  # 90,000 - 30,000, due on 31 October


def deal(amount: str) -> dict[str, Tree]:
    return {
        "name": "D",
        "account": "a",
        "stage": "proposal",
        "created_on": "2026-11-01",
        "amount": amount,
    }


def test_what_is_stated_is_a_probability_and_no_chance() -> None:
    """Chance is what the forecast makes of a deal; here there is no forecast."""
    with made(
        {"accounts/a": {"name": "A"}, "deals/d": {**deal("1000"), "probability": "15"}}
    ) as pages:
        shown = {name: body(page) for name, page in pages.items()}
    for name in ("accounts/a", "deals/d"):
        assert "Probability" in shown[name], name
        assert "15\N{NO-BREAK SPACE}%" in shown[name], name
        assert "Chance" not in shown[name], name


@pytest.mark.parametrize("folder", KINDS)
def test_every_kind_has_a_page_a_record_and_a_list(folder: str) -> None:
    for name in (records.PAGE, f"{records.RECORD}.sql", records.LIST):
        assert (records.HERE / folder / name).is_file()


def test_a_page_has_a_title_and_a_way_back(minimal_pages: dict[str, RecordPage]) -> None:
    page = minimal_pages["people/one"]
    assert page.title == "Aiko Tanaka"
    assert [crumb.href for crumb in page.crumbs] == ["../index.html", "index.html", ""]
    assert page.crumbs[-1].text.replace("\u00a0", " ") == "As of 23 Nov 2026, a41f09c"
    assert plain(page.title) in page.title


def test_every_query_says_what_one_row_is_and_has_an_order() -> None:
    for path in sorted(records.HERE.rglob("*.sql")):
        sql = path.read_text("utf-8")
        assert re.match(r"-- .*\brow\b", sql), path
        assert re.search(r"^order by\b", sql, re.MULTILINE), path
        assert "select *" not in sql, path


def test_no_query_of_one_kind_asks_the_same_of_another() -> None:
    places: dict[str, list[str]] = {}
    for folder, kind in KINDS.items():
        for path in sorted((records.HERE / folder).glob("*.sql")):
            _, _, sql = path.read_text("utf-8").partition("\n")  # below what one row is
            same = sql.replace(f"{kind.noun}_id", "$noun_id")
            places.setdefault(same, []).append(f"{folder}/{path.name}")
    assert [twins for twins in places.values() if len(twins) > 1] == []


@pytest.fixture(scope="module")
def sample(root: Path) -> dict[str, RecordPage]:
    """Make all record pages of the sample company."""
    loaded = load.book(root, date(2026, 11, 20))
    assert loaded.company is not None
    setting = Setting(loaded.company.base_currency, date(2026, 11, 20))
    stamps = environment([records.HERE], escape="html", setting=setting)
    with open_book(loaded.company, loaded.entries, date(2026, 11, 20)) as tables:
        moment = one(tables.run("select * from moment", "moment"))
        shared = {
            "moment": moment,
            "company": loaded.company,
            "built_from": "",
            "since": None,
            "lacking": (),
        }
        kinds = records.made(loaded.entries, records.prepared(tables, stamps, shared))
        return {f"{kind.kind}/{page.id}": page for kind in kinds for page in kind.pages(kind.ids)}


@pytest.mark.slow
def test_every_link_of_the_sample_leads_to_a_page(sample: dict[str, RecordPage]) -> None:
    folders = {*KINDS, *(report.name for report in reports.found(Path("none")))}
    known = {f"../{name}.html" for name in sample} | {f"../{name}/index.html" for name in folders}
    for name, page in sample.items():
        links = re.findall(r'href="([^"]*)"', text(page))
        inside = {link for link in links if not re.match(r"https?:|mailto:|tel:", link)}
        assert inside <= known, name
        assert [crumb.href for crumb in page.crumbs] == ["../index.html", "index.html", ""], name


@pytest.mark.slow
def test_every_page_of_the_sample_shows_only_what_is_there(sample: dict[str, RecordPage]) -> None:
    for name, page in sample.items():
        shown = text(page)
        assert "None" not in re.sub(r"<[^>]*>", " ", shown).split(), name
        assert "<tbody></tbody>" not in shown, name
        assert all(section.body.strip() for section in page.sections), name
        assert not re.search(r"<h3>[^<]*</h3><ul class=\"sb-list\"></ul>", shown), name


@pytest.mark.parametrize("name", ["quotes/one", "orders/one"])
def test_the_last_column_of_a_document_is_the_margin_which_paper_leaves_out(
    name: str, full_pages: dict[str, RecordPage]
) -> None:
    document = text(full_pages[name]).partition('<div class="sb-document">')[2]
    heads = re.findall('<th scope="col"[^>]*>([^<]*)</th>', document.partition("</thead>")[0])
    assert heads[-1] == "Margin"
