"""Secrets are found in every form, shown in none, and numbers of everyday business are none."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from generator.checks import leaks
from generator.checks.docket import findings
from schema import Account
from schema.company import Company
from tests.generator.checks.books import book
from tests.generator.checks.examples import read

EMPTY = book(Company.model_validate(read("company.yml")), {})

# Put together here, so that no scanner of repositories takes this file for a leak.
SECRETS = {
    "an AWS key": "AKIA" + "Q3" * 8,
    "a Google key": "AIza" + "Sy0-" * 8 + "xYz",
    "a private key": "-----BEGIN " + "RSA PRIVATE KEY-----\nMIIEow",
    "a JSON web token": ".".join(["eyJ" + "hbGciOiJ", "eyJ" + "zdWIiOiI", "dBjftJeZ4CVP"]),
    "a GitHub token": "ghp_" + "a1B2" * 9,
    "a GitLab token": "glpat-" + "a1B2c" * 4,
    "a Slack token": "xoxb-" + "1234567890-abc",
    "a Stripe key": "sk_live_" + "a1B2" * 4,
    "an npm token": "npm_" + "a1B2" * 9,
}
PASSWORDS = (
    "password: Tr0ub4dor&3",
    'api_key = "9f8e7d6c5b4a"',
    "パスワード\uff1aaB3xY9kQ",
    "비밀번호: aB3xY9kQ",
    "see https://admin:hunter2@erp.example/",
)
# The numbers that payment services publish for tests.
CARDS = (
    "4111 1111 1111 1111",
    "4242-4242-4242-4242",
    "5555555555554444",
    "3782 822463 10005",
    "3056 930902 5904",
    "6011111111111117",
    "3530111333300000",
    "4222 2222 2222 2",
)


def found(text: str, field: str = "notes") -> list[str]:
    record = Account.model_validate({"id": "a", "name": "A", field: text})
    return [f"{finding.message} {finding.hint}" for finding in leaks.no_secret(record, EMPTY)]


@pytest.mark.parametrize("what", SECRETS)
def test_a_key_of_a_service_is_found_and_not_shown(what: str) -> None:
    (message,) = found(f"Use {SECRETS[what]} until May.")
    assert f"must not hold {what};" in message
    assert SECRETS[what][:5] not in message


@pytest.mark.parametrize("text", PASSWORDS)
def test_a_password_is_found_and_not_shown(text: str) -> None:
    (message,) = found(text)
    assert "must not hold a password; this looks like one: `…`." in message


@pytest.mark.parametrize("number", CARDS)
def test_a_card_is_found_with_its_first_four_digits(number: str) -> None:
    (message,) = found(f"Charge {number}.")
    assert f"the number of a payment card; this looks like one: `{number[:4]}…`." in message
    assert number[:5] not in message


@pytest.mark.parametrize("number", CARDS)
def test_a_wrong_check_digit_is_no_card(number: str) -> None:
    wrong = f"{number[:-1]}{(int(number[-1]) + 1) % 10}"
    assert found(wrong) == []


@given(st.sampled_from(CARDS), st.integers(0, 3))
def test_a_card_inside_a_longer_number_is_none(number: str, digit: int) -> None:
    assert found(f"{digit}{number}") == []
    assert found(f"{number}{digit}") == [] or len(number.replace(" ", "")) < 19


@given(st.from_regex(r"\+[1-9][0-9]{0,2}( [0-9]{2,4}){2,3}", fullmatch=True))
def test_a_telephone_number_is_no_secret(number: str) -> None:
    assert found(number) == []


@given(st.from_regex(r"T?[0-9]{13}|[oa]-2026[0-9]{4}-[0-9a-z]{4}|2026-[0-9]{4,9}", fullmatch=True))
def test_numbers_of_registers_and_orders_are_no_secrets(number: str) -> None:
    assert found(f"See {number}.") == []


@pytest.mark.parametrize(
    "text",
    [
        "password: unknown",
        "The token: a word of thanks.",
        "secret = aaaaaaaa1",
        "Key account: Yamada",
        "ASIA 2026 in the npm_ list of the xox://",
        "https://yamada.example:8443/@oka",
    ],
)
def test_words_are_no_secrets(text: str) -> None:
    assert found(text) == []


def test_numbers_of_other_systems_are_no_cards_but_may_be_keys() -> None:
    assert found("4111111111111111", "corporate_number") == []
    assert found(SECRETS["an AWS key"], "corporate_number") != []


def test_the_importer_asks_about_one_text() -> None:
    assert leaks.holds_secret(PASSWORDS[0])
    assert not leaks.holds_secret("password: unknown")


@pytest.mark.parametrize("secret", [*SECRETS.values(), *PASSWORDS, *CARDS])
def test_a_text_without_its_secrets_holds_none(secret: str) -> None:
    text = f"`{secret}` must be a number."
    assert leaks.redacted(text) != text
    assert not leaks.holds_secret(leaks.redacted(text))


@pytest.mark.parametrize("text", ["Key 4111 1111 1111 1112", "password: unknown", "No secret."])
def test_a_text_without_secrets_is_shown_as_it_is(text: str) -> None:
    assert leaks.redacted(text) == text


def test_no_other_law_repeats_a_secret() -> None:
    key = SECRETS["an AWS key"]
    tree = {"id": "a", "name": "A", "industry": key, "custom": {"plant_count": key}}
    found = findings(Account.model_validate(tree), EMPTY)
    assert {law.code for law, _ in found} == {"L1102", "P101", "P202"}
    assert not any(key in finding.message + finding.hint for _, finding in found)


@given(st.text())
def test_any_text_is_looked_through(text: str) -> None:
    assume("\n" not in text)
    assert all("must not hold" in message for message in found(text))
