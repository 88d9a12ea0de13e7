"""Rows to drafts: every value made, every fault of a row named, nothing yet looked up."""

from collections.abc import Iterator
from dataclasses import replace
from difflib import get_close_matches
from typing import NamedTuple

from generator.diagnostic import Diagnostic, Where
from generator.importing.convert import Unfit, changed, clean, value
from generator.importing.draft import Draft, Origin, Value
from generator.importing.mapping import filled
from generator.importing.rule_plan import Plan, Step, Test
from generator.importing.rules import found, quoted
from generator.importing.sheet import Row, normal


class _Made(NamedTuple):
    """What a rule makes of a row: a value, nothing, the wish to clear the field, or faults."""

    value: Value | None = None
    clears: bool = False
    faults: tuple[Diagnostic, ...] = ()


def drafts(plan: Plan) -> Iterator[Draft]:
    """Give one draft for each key, in the order of the rows."""
    known: dict[str, Draft] = {}
    lengths: dict[str, int] = {}
    for row in plan.sheet.rows:
        if _passes(plan, row):
            draft = _draft(plan, row)
            number = lengths.get(draft.key, 0)
            lengths[draft.key] = number + 1
            before = known.get(draft.key)
            known[draft.key] = draft if before is None else _joined(before, draft, number)
    yield from known.values()


def _passes(plan: Plan, row: Row) -> bool:
    skipped = any(normal(row.cells[test.column]) in test.values for test in plan.skip)
    return not skipped and _meets(row, plan.only)


def _meets(row: Row, tests: tuple[Test, ...]) -> bool:
    return all(normal(row.cells[test.column]) in test.values for test in tests)


def _draft(plan: Plan, row: Row) -> Draft:
    """Make everything that one row gives."""
    origin = Origin(plan.sheet, row, plan.key[0] if plan.key else 0)
    made = [(step, _made(step, origin)) for step in plan.steps if _meets(row, step.when)]
    faults = [fault for _, result in made for fault in result.faults]
    key = plan.source.whole_file or "/".join(clean(row.cells[column]) for column in plan.key)
    if not key.strip("/"):
        # A row without a key is a draft of its own, which nothing else joins.
        key = f"line {row.line}"
        name = plan.source.key[0]
        faults.append(found(origin.place, "I10", f"`{name}` must be filled: it is the key."))
    return Draft(
        plan.source,
        plan.system,
        key,
        origin,
        filled(plan.source.id or "", {name: row.cells[at] for name, at in plan.names.items()}),
        {step.target.where: result.value for step, result in made if result.value},
        tuple(step.target.where for step, result in made if result.clears),
        tuple(faults),
    )


def _made(step: Step, origin: Origin) -> _Made:
    """Make one field's value; what the mapping itself says needs no translation."""
    text, column = _raw(step, origin)
    at = origin._replace(column=column)
    if text in step.nothing and step.rule.default:
        return _Made(_value(step, (step.rule.default,), at))
    if text in step.nothing:
        return _absent(step, at)
    if step.rule.constant is not None:
        return _Made(_value(step, (text,), at))
    parts = text.split(step.rule.split) if step.rule.split else [text]
    made = [_text(step, part.strip(), at) for part in parts if part.strip()]
    texts = tuple(part for part in made if isinstance(part, str))
    faults = tuple(part for part in made if isinstance(part, Diagnostic))
    return _Made(_value(step, texts, at) if texts else None, faults=faults)


def _value(step: Step, texts: tuple[str, ...], at: Origin) -> Value:
    where, field = step.target
    listed = field.holding == "list" and isinstance(where[-1], str)
    return Value(where, texts, listed, step.rule, at)


def _raw(step: Step, origin: Origin) -> tuple[str, int]:
    """Find the text that the rule starts from, and the column it stands in."""
    rule, cells = step.rule, origin.row.cells
    if rule.constant is not None:
        return rule.constant, origin.column
    if rule.template is not None:
        named = zip(rule.columns, step.columns, strict=True)
        texts = {name: "" if cells[at] in step.nothing else cells[at] for name, at in named}
        return filled(rule.template, texts) if any(texts.values()) else "", step.columns[0]
    told = (at for at in step.columns if cells[at] not in step.nothing)
    column = next(told, step.columns[0])
    return cells[column], column


def _absent(step: Step, at: Origin) -> _Made:
    """Make what an empty cell means."""
    name = str(step.target.where[-1])
    if step.rule.required or (step.target.field.required and len(step.target.where) == 1):
        column = step.rule.columns[0] if step.rule.columns else name
        message = f"`{column}` must be filled: it gives `{name}`."
        return _Made(faults=(found(at.place, "I10", message),))
    return _Made(clears=step.rule.clears)


def _text(step: Step, text: str, at: Origin) -> str | Diagnostic | None:
    """Take one text through the rule; nothing where the rule drops it."""
    rule = step.rule
    text = step.aliases.get(normal(text), text)
    if step.values:
        if normal(text) in step.values:
            return step.values[normal(text)]
        if rule.other_values != "keep":
            return None if rule.other_values == "drop" else _untranslated(step, text, at)
    text = changed(text, rule.convert)
    if rule.lookup is not None:
        return clean(text)
    result = value(text, step.target.field.shape, step.written)
    return result if isinstance(result, str) else _unfit(result, at)


def _unfit(result: Unfit, at: Origin) -> Diagnostic:
    return found(at.place, "I07", result.message, result.hint)


def _untranslated(step: Step, text: str, at: Origin) -> Diagnostic:
    near = get_close_matches(normal(text), step.values, n=1)
    known = {normal(name): name for name in step.rule.values}
    hint = f"Did you mean `{known[near[0]]}`?" if near else "Add it to `values`."
    message = f"{quoted(text)} must be one of the values that the mapping translates."
    return found(at.place, "I06", message, hint)


def _joined(before: Draft, draft: Draft, number: int) -> Draft:
    """Join a further row of a key to the draft of the first one."""
    items = draft.source.items
    own = {where: value for where, value in draft.values.items() if where[0] != items}
    more = {
        (where[0], number, *where[2:]): one._replace(where=(where[0], number, *where[2:]))
        for where, one in draft.values.items()
        if where[0] == items
    }
    faults = tuple(_unequal(before, own))
    if items is None and draft.source.repeated == "refuse":
        faults = (_repeated(before, draft),)
    return replace(
        before,
        values={**own, **before.values, **more},
        faults=(*before.faults, *draft.faults, *faults),
    )


def _repeated(before: Draft, draft: Draft) -> Diagnostic:
    message = (
        f"{quoted(draft.key)} must be the key of one row; line {before.origin.row.line} has it."
    )
    hint = "Take a further column into `key`, or say `repeated: agree` or `items`."
    return found(draft.origin.place, "I11", message, hint)


def _unequal(before: Draft, own: dict[Where, Value]) -> Iterator[Diagnostic]:
    for where, one in own.items():
        first = before.values.get(where)
        if first is not None and first.texts != one.texts:
            line = before.origin.row.line
            said = quoted(", ".join(first.texts))
            message = f"`{where[-1]}` must be {said}, as line {line} says for the same key."
            yield found(one.origin.place, "I12", message)
