"""`salesbook log`: what just happened, a call or a visit, becomes an activity of its own."""

import argparse
import os
import re
from collections.abc import Iterator
from difflib import get_close_matches

from generator.authoring import assignment, commit, identity, named, record_text, telling, usual
from generator.authoring.change import Change
from generator.authoring.proposal import Standing
from generator.authoring.typed import Reader
from generator.book import Key
from generator.commands import asking, saving, surroundings
from generator.commands.new import suffixes
from generator.errors import UsageError
from schema import Activity
from schema.description import fields

HELP = "Log a call, a mail, a meeting or a visit: by you, now, on the account of its deal."
EXAMPLE = 'salesbook log call --deal line-5-7k3q "Wants the quote by Friday" outcome=held'

_SAID = {"email": "mail", "e-mail": "mail", "phone": "call"}
_ABOUT = {"deal": "deals", "account": "accounts", "lead": "leads", "ticket": "tickets"}
_ASSIGNED = re.compile(r"([a-z_]+)(\..+|\[.+)?=.*", re.DOTALL)
_NAMES = {field.name for field in fields(Activity)}


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what the command takes."""
    parser.add_argument("type", help="what it was: call, mail, meeting, visit ...")
    parser.add_argument(
        "words", nargs="*", metavar="TEXT", help="what was said, and FIELD=VALUE for anything else"
    )
    for name in _ABOUT:
        parser.add_argument(f"--{name}", metavar="ID", help=f"the {name} that it is about")
    parser.add_argument("--person", metavar="ID", help="who did it (default: who commits here)")
    parser.add_argument("--when", help="day and time, such as `yesterday 14:00` (default: now)")
    saving.declare(parser)


def run(options: argparse.Namespace) -> int:
    """Compose the activity, judge it among the others, and write it."""
    known = named.listing(options.root)
    stands = saving.standing(options)
    about = _about(options, known)
    words = [*_given(options, stands), *(f"{name}={key.id}" for name, key in about.items())]
    words += _said(options)
    reader = Reader(stands.company, stands.as_of)
    given = assignment.assigned(Activity, {}, words, reader)
    tree = {**usual.of_deal(stands, given), **given}
    taken = {key.id for key in known if key.folder == Activity.folder}
    day = stands.as_of.isoformat()
    key = Key(Activity.folder, identity.fresh(Activity, tree, day, suffixes(), taken))
    path = identity.place(Activity, key.id, tree)
    told = telling.told(stands, key, {}, tree)
    first = usual.logged(stands, tree.get("type"), about)
    lines = [f"{key}  {path}", *told.lines]
    change = Change(key, path, None, record_text.write(Activity, tree))
    return saving.run(options, stands, [change], saving.Told(lines, telling.added(told, first)))


def _about(options: argparse.Namespace, known: dict[Key, str]) -> dict[str, Key]:
    """Find the records that it is about; on a terminal, ask for a deal where none is named."""
    given = {name: vars(options)[name] for name in _ABOUT if vars(options)[name]}
    if not given and asking.able():
        deals = [key.id for key in known if key.folder == "deals"]
        answer = asking.ask("deal - The deal that it is about (its id, or nothing): ", deals)
        given = {"deal": answer} if answer else {}
    return {name: named.one(f"{_ABOUT[name]}/{text}", known) for name, text in given.items()}


def _given(options: argparse.Namespace, stands: Standing) -> Iterator[str]:
    """Say what it was, when and by whom."""
    kinds = stands.company.choices["activity_type"]
    what = _SAID.get(options.type.lower(), options.type)
    yield f"type={what}"
    if what not in kinds and not get_close_matches(what, kinds):
        message = f"there is no `{what}`. It can be {', '.join(kinds)}."
        raise UsageError(message)
    now = surroundings.now(options, stands.company)
    yield f"when={options.when or f'{now:%Y-%m-%d %H:%M}'}"
    yield f"person={options.person or _me(options, stands)}"


def _said(options: argparse.Namespace) -> Iterator[str]:
    """Tell the text from the fields among the words; on a terminal, ask for a text."""
    texts = []
    for word in options.words:
        found = _ASSIGNED.fullmatch(word)
        if found and found[1] in _NAMES:
            yield word
        else:
            texts.append(word)
    if not texts and asking.able():
        texts = [asking.ask("summary - What was said: ")]
    if any(texts):
        yield f"summary={' '.join(texts)}"


def _me(options: argparse.Namespace, stands: Standing) -> str:
    """Find the person whose mail address git commits under."""
    mail = commit.mail(options.root, dict(os.environ))
    found = usual.person(stands, mail)
    if found is not None:
        return found
    message = (
        f"git commits here as {mail or 'nobody'}, which is no person's mail address; "
        "name one with --person ID."
    )
    raise UsageError(message)
