from datetime import date

from generator.look.setting import Setting
from generator.related import related

SHOW = related(Setting("JPY", date(2026, 11, 23), "../"))


def test_what_refers_to_a_record_is_grouped_by_kind_and_counted() -> None:
    html = SHOW(
        [
            ("t", "deals", "d1", "Line <5>", "proposal & more", date(2026, 11, 2), "account", 3),
            ("t", "deals", "d2", "Line 6", None, None, "account", 3),
            ("t", "price_books", "p", "Book", None, None, "entries", 1),
        ]
    )
    assert html.count("<h3>") == 2
    assert '<h3>Price books <span class="sb-note">1</span></h3>' in html
    assert (
        '<a href="../deals/d1.html">Line &lt;5&gt;</a> <span class="sb-dim">proposal &amp;' in html
    )
    assert "account · 2\N{NO-BREAK SPACE}Nov" in html
    assert html.count("and 1 more") == 1
