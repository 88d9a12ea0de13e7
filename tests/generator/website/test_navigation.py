from generator.website.navigation import derived
from generator.website.page import Page


def page(path: str, *nav: str) -> Page:
    return Page(path, "", nav)


def test_pages_stand_in_their_order_and_below_the_titles_they_name() -> None:
    assert derived(
        [
            page("index.md", "Home"),
            page("reference/deals/index.md", "Reference", "Kinds", "Deals"),
            page("pipeline/index.md", "Pipeline"),
            page("reference/laws/index.md", "Reference", "Laws"),
            page("reference/leads/index.md", "Reference", "Kinds", "Leads"),
        ]
    ) == [
        {"Home": "index.md"},
        {
            "Reference": [
                {
                    "Kinds": [
                        {"Deals": "reference/deals/index.md"},
                        {"Leads": "reference/leads/index.md"},
                    ]
                },
                {"Laws": "reference/laws/index.md"},
            ]
        },
        {"Pipeline": "pipeline/index.md"},
    ]


def test_a_page_that_names_no_place_is_left_out() -> None:
    assert derived([page("my-week/aya/index.md")]) == []


def test_a_title_may_be_a_page_and_a_part() -> None:
    assert derived([page("a.md", "Sales"), page("b.md", "Sales", "By month")]) == [
        {"Sales": "a.md"},
        {"Sales": [{"By month": "b.md"}]},
    ]
