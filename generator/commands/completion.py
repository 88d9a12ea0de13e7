"""`salesbook completion`: what the tab key offers in a shell: commands, and ids of records.

Every press of the key starts the program, so nothing slow is imported here: ids are the names of
files, as they lie there.
"""

import argparse
import os
from collections.abc import Iterator
from pathlib import Path

from generator import cli

HELP = "Print a script by which a shell completes commands and ids of records."
EXAMPLE = "salesbook completion bash >> ~/.bash_completion"

_ON_RECORDS = ("history", "set", "edit", "close", "mv", "rm", "merge")
"""Commands whose words may be ids."""
_DEALS = {"--deal": "deals", "--account": "accounts", "--lead": "leads", "--ticket": "tickets"}

_BASH = """\
_salesbook() {
  local IFS=$'\\n'
  COMPREPLY=($(salesbook completion words -- "${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null))
}
complete -o default -F _salesbook salesbook
"""
_ZSH = """\
#compdef salesbook
_salesbook() {
  local -a found
  found=("${(@f)$(salesbook completion words -- "${(@)words[2,CURRENT]}" 2>/dev/null)}")
  if [[ -n "${found[1]}" ]]; then compadd -a found; else _files; fi
}
compdef _salesbook salesbook
"""
_FISH = """\
function __salesbook
  set -l typed (commandline -opc) (commandline -ct)
  salesbook completion words -- $typed[2..-1] 2>/dev/null
end
complete -c salesbook -a '(__salesbook)'
"""
_SCRIPTS = {"bash": _BASH, "zsh": _ZSH, "fish": _FISH}


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what the command takes."""
    parser.add_argument("shell", choices=(*_SCRIPTS, "words"), help="the shell")
    parser.add_argument("typed", nargs="*", help="with `words`: what was typed so far")


def run(options: argparse.Namespace) -> int:
    """Print the script, or what the last word may become."""
    if options.shell in _SCRIPTS:
        print(_SCRIPTS[options.shell], end="")
        return 0
    for word in offered(options.root, options.typed or [""]):
        print(word)
    return 0


def offered(root: Path, typed: list[str]) -> Iterator[str]:
    """Give what the last word may become: a command, or an id where the command takes one."""
    *before, last = typed
    if "--root" in before[:-1]:
        root = Path(before[before.index("--root") + 1])
    names = dict(cli.COMMANDS)
    command = next((word for word in before if word in names), None)
    if command is None:
        found = iter(sorted(names)) if before[-1:] != ["--root"] else iter(())
    elif before[-1] in _DEALS:
        found = _ids(root, (_DEALS[before[-1]],))
    elif command == "close":
        found = _ids(root, ("deals",)) if before[-1] == command else iter(("lost", "won"))
    elif command == "convert" and before[-1] == command:
        found = _ids(root, ("leads",))
    elif command in _ON_RECORDS and before[-1] == command:
        found = _records(root, last)
    else:
        found = iter(())
    yield from (word for word in found if word.startswith(last))


def _records(root: Path, last: str) -> Iterator[str]:
    """Give all ids; once a kind and a slash are typed, those of the kind behind them."""
    kinds = _kinds(root)
    kind, slash, _ = last.partition("/")
    if slash and kind in kinds:
        yield from (f"{kind}/{name}" for name in _ids(root, (kind,)))
        return
    yield from _ids(root, kinds)


def _kinds(root: Path) -> tuple[str, ...]:
    data = root / "data"
    return (
        tuple(sorted(one.name for one in data.iterdir() if one.is_dir())) if data.is_dir() else ()
    )


def _ids(root: Path, kinds: tuple[str, ...]) -> Iterator[str]:
    """Name the records of some kinds, sorted, each id once."""
    found = {
        name[:-4]
        for kind in kinds
        for _, _, files in os.walk(root / "data" / kind)
        for name in files
        if name.endswith(".yml")
    }
    yield from sorted(found)
