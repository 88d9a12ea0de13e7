"""Names to ids: every lookup answered, among old records and those of the same import."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from generator.book import Key
from generator.checks.wording import a
from generator.diagnostic import Diagnostic, Where
from generator.importing.draft import Draft, Value
from generator.importing.identify import Named
from generator.importing.mapping import ImportMapping
from generator.importing.names import Names
from generator.importing.rules import found, quoted
from generator.yaml.source import Tree
from schema import KINDS


def resolved(
    drafts: list[Named], trees: Mapping[Key, Mapping[str, Tree]], mapping: ImportMapping
) -> Iterator[Named]:
    """Put ids in the place of names; a name that stands for no record, or for two, is a fault."""
    names = Names(_with_drafts(drafts, trees))
    systems = {one.kind: mapping.system_of(one) for one in mapping.sources}
    for named in drafts:
        values: dict[Where, Value] = {}
        faults: list[Diagnostic] = []
        for where, value in named.draft.values.items():
            result = list(_looked_up(value, names, systems))
            texts = tuple(text for text in result if isinstance(text, str))
            faults.extend(fault for fault in result if isinstance(fault, Diagnostic))
            if texts:
                values[where] = value._replace(texts=texts)
        draft = replace(named.draft, values=values) if values else named.draft
        yield named._replace(draft=draft, faults=(*named.faults, *faults))


def _with_drafts(
    drafts: list[Named], trees: Mapping[Key, Mapping[str, Tree]]
) -> dict[Key, Mapping[str, Tree]]:
    """Let new records be found, too, by what their rows say of them."""
    every: dict[Key, Mapping[str, Tree]] = dict(trees)
    for named in drafts:
        if named.key is not None:
            tree = dict(every.get(named.key, {}))
            for where, value in named.draft.values.items():
                if len(where) == 1 and value.rule.lookup is None:
                    tree[str(where[0])] = value.tree
            every[named.key] = {**tree, "external_ids": _keys(tree, named.draft)}
    return every


def _keys(tree: Mapping[str, Tree], draft: Draft) -> dict[str, Tree]:
    known = tree.get("external_ids")
    return {**(known if isinstance(known, dict) else {}), draft.system: draft.key}


def _looked_up(
    value: Value, names: Names, systems: Mapping[str, str]
) -> Iterator[str | Diagnostic]:
    kind, by = value.rule.lookup, value.rule.by
    if kind is None:
        yield from value.texts
        return
    system = value.rule.system or systems.get(kind, "")
    for text in value.texts:
        known = sorted(names.find(kind, by, system, text))
        if len(known) == 1:
            yield known[0].id
        elif known:
            yield _ambiguous(value, text, known)
        else:
            yield _unknown(value, text, kind, names.near(kind, by, system, text))


def _ambiguous(value: Value, text: str, known: list[Key]) -> Diagnostic:
    listed = ", ".join(f"`{key.id}`" for key in known)
    message = f"{quoted(text)} must name one {KINDS[known[0].folder].noun}; it names {listed}."
    return found(value.origin.place, "I08", message, "Write the right id under `aliases`.")


def _unknown(value: Value, text: str, kind: str, near: str | None) -> Diagnostic:
    message = f"{quoted(text)} must name {a(KINDS[kind].noun)}; there is none."
    hint = f"Did you mean `{near}`? Write it under `aliases`." if near else ""
    return found(value.origin.place, "I08", message, hint)
