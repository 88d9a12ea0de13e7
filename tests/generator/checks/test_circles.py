"""Circles of any length, in trees of any shape."""

from hypothesis import given
from hypothesis import strategies as st

from generator.checks.circles import no_circle
from schema import Product, Team
from schema.company import Company
from tests.generator.checks.books import book
from tests.generator.checks.examples import read

COMPANY = Company.model_validate(read("company.yml"))
NODES = 7
PARENTS = st.lists(st.one_of(st.none(), st.integers(0, NODES - 1)), min_size=NODES, max_size=NODES)
PARTS = st.lists(st.sets(st.integers(0, NODES - 1), max_size=3), min_size=NODES, max_size=NODES)


def reached(edges: list[set[int]], start: int) -> set[int]:
    """Follow edges from a node until nothing new is met: the definition, without cleverness."""
    found: set[int] = set()
    while True:
        wider = found | edges[start] | {target for node in found for target in edges[node]}
        if wider == found:
            return found
        found = wider


@given(PARENTS)
def test_a_team_on_a_circle_is_found_and_no_other(parents: list[int | None]) -> None:
    trees = {
        f"teams/t{n}": {"name": "T", **({} if above is None else {"parent": f"t{above}"})}
        for n, above in enumerate(parents)
    }
    full = book(COMPANY, trees)
    edges = [set() if above is None else {above} for above in parents]
    for n in range(NODES):
        team = full.get(Team, f"t{n}")
        assert team is not None
        on_circle = n in reached(edges, n) and parents[n] != n
        assert bool(list(no_circle(team, full))) == on_circle


@given(PARTS)
def test_a_bundle_inside_its_parts_is_found_and_no_other(parts: list[set[int]]) -> None:
    trees = {
        f"products/p{n}": {
            "name": "P",
            "parts": [{"product": f"p{part}", "quantity": "1"} for part in sorted(inside)],
        }
        for n, inside in enumerate(parts)
    }
    full = book(COMPANY, trees)
    for n in range(NODES):
        product = full.get(Product, f"p{n}")
        assert product is not None
        back = {part for part in parts[n] - {n} if n in reached(parts, part)}
        found = [finding.where[1] for finding in no_circle(product, full)]
        assert found == [index for index, part in enumerate(sorted(parts[n])) if part in back]
