"""A review for readers: Markdown for a comment, text for a terminal, JSON for programs."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import asdict

from generator.annotate import cell, counted, visible
from generator.difference import written as differences
from generator.look import format as formats
from generator.look import listing
from generator.look.escape import address
from generator.review import Review
from generator.review.figures import Figure, figures
from generator.review.section import Point, Section, sections, sentence

MARKER = "<!-- salesbook review -->"
"""The first line of a comment, by which it is found again; nobody sees it."""
LONGEST = 65_536
"""So many characters a hosting site takes for a comment."""
_SHORTENED = "*Shortened: a comment has no room for more. `salesbook review` shows all of it.*"
_FEW = 3


def as_markdown(review: Review, preview: str = "") -> str:
    """Write a review as a comment, in which no value is read as anything but text.

    `preview` is the address of the site as the branch would make it. What is longer than a comment
    may be is left out from the end on, and that is said.
    """
    blocks = [_opening(review, preview), *map(_marked, sections(review))]
    room = LONGEST - len(_SHORTENED) - 2
    text = ""
    for block in blocks:
        if len(text) + len(block) > room:
            return f"{text}{_fitting(block, room - len(text))}\n{_SHORTENED}\n"
        text += block
    return text


def _fitting(block: str, room: int) -> str:
    """Keep the lines of a block that there is room for, and close its fold."""
    end = "\n</details>\n" if block.startswith("\n<details>") else ""
    kept = ""
    for line in block.splitlines(keepends=True):
        if len(kept) + len(line) + len(end) > room:
            break
        kept += line
    return kept + end if kept else ""


def _opening(review: Review, preview: str) -> str:
    lines = [MARKER, f"**{_safe(sentence(review))}**", "", _safe(_about(review))]
    if link := address(preview) if preview else None:
        lines[-1] += f" [The portal as it would be](<{link}>)."
    if warning := _unmerged(review):
        lines += ["", f"> {_safe(warning)}"]
    return "".join(f"{line}\n" for line in lines)


def _safe(words: str) -> str:
    return cell(_line(words).replace(" -> ", " → "))


def _named(point: Point) -> str:
    """Write a name and what is literal behind it; in code nothing is read, not even a link."""
    known = "`" not in point.code
    code = f"`{visible(point.code)}`" if known else _safe(point.code)
    return f"{_safe(point.name)} &#40;{code}&#41;" if point.name else code


def _coded(words: str) -> str:
    """Write words in which what stands in backticks is code."""
    pieces = re.split(r"`([^`]+)`", words)
    return "".join(
        f"`{visible(piece)}`" if place % 2 else _safe(piece) for place, piece in enumerate(pieces)
    )


def _about(review: Review) -> str:
    """Say what was compared, and by whom it was made."""
    at = review.branch
    authors = list(dict.fromkeys(one.raw.author.name for one in at.commits))
    *names, last = authors or [""]
    if len(names) >= _FEW:
        names, last = names[:_FEW], f"{len(authors) - _FEW} more"
    by = " and ".join(filter(None, (", ".join(names), last)))
    what = f"merged into {at.base}" if at.merged else f"since it left {at.base}"
    made = f"{counted(len(at.commits), 'commit')}{f' by {by}' if by else ''}"
    ends = f"{at.before.tip[:10]} and {at.after.tip[:10]}"
    return f"{made}, {what} ({ends}), as of {formats.day(at.after.day)}."


def _unmerged(review: Review) -> str:
    """Say why what is shown is not the result of a merge."""
    at = review.branch
    if at.merged:
        return ""
    shown = "This shows the branch as it stands, beside where it began."
    if not at.conflicts:
        return f"Git could not try the merge with {at.base} here. {shown}"
    files = ", ".join(at.conflicts[:_FEW])
    rest = len(at.conflicts) - _FEW
    more = f" and {rest:,} more" if rest > 0 else ""
    return f"It is in conflict with {at.base} in {files}{more}. {shown}"


def _marked(section: Section) -> str:
    """Write a section as Markdown."""
    lines = (
        listing.marked(section.table._replace(rows=_rows(section, "→"))) if section.table else []
    )
    for point in section.points:
        lines.append(f"- **{_safe(point.strong)}** {_named(point)}{_safe(point.rest)}")
        below = _coded if point.coded else _safe
        lines.extend(f"  - {below(words)}" for words in point.below)
    if section.note:
        lines += ["", _safe(section.note)]
    head = _safe(section.heading)
    if section.folded:
        lines = ["<details>", f"<summary>{head}</summary>", "", *lines, "", "</details>"]
    else:
        lines = [f"### {head}", "", *lines]
    return "".join(f"{line}\n" for line in ("", *lines))


def _rows(section: Section, arrow: str) -> list[tuple[str, ...]]:
    rows = section.table.rows if section.table else ()
    return [tuple(_line(one).replace(" -> ", f" {arrow} ") for one in row) for row in rows]


def _line(words: str) -> str:
    """Write words on one line: an arrow as it is typed, plain spaces, no control character."""
    return visible(words.replace(formats.SPACE, " "))


def as_text(review: Review, preview: str = "") -> str:
    """Write a review for a terminal."""
    lines = [sentence(review), _about(review), *filter(None, (preview, _unmerged(review)))]
    shown = [_line(line) for line in lines]
    for section in sections(review):
        shown += ["", visible(section.heading), ""]
        if section.table:
            shown.append(listing.drawn(section.table._replace(rows=_rows(section, "->"))))
        shown.extend(_listed(section))
    return "".join(f"{line}\n" for line in shown)


def _listed(section: Section) -> Iterator[str]:
    for point in section.points:
        yield _line(f"{point.strong}  {point.about}")
        yield from (_line(f"    {words}") for words in point.below)
    if section.note:
        yield section.note


def as_json(review: Review, preview: str = "") -> str:
    """Write a review as JSON; decimals are numbers, to the last digit."""
    at = review.branch
    document: dict[str, object] = {
        "summary": sentence(review).replace(formats.SPACE, " "),
        "base": {"name": at.base, "commit": at.before.tip},
        "head": {"commit": at.after.tip},
        "day": str(at.after.day),
        "merged": at.merged,
        "conflicts": list(at.conflicts),
        "preview": preview or None,
        "findings": [asdict(one) for one in review.news.found],
        "findings_gone": review.news.gone,
        "unread": review.unread,
        "events": [{**one._asdict(), "key": str(one.key)} for one in review.events],
    }
    members = {name: json.dumps(value, ensure_ascii=False) for name, value in document.items()}
    members |= _numbers(review)
    inner = ",\n".join(f'"{name}": {value}' for name, value in members.items())
    return f"{{\n{inner}\n}}\n"


def _numbers(review: Review) -> Mapping[str, str]:
    found = review.numbers
    if found is None:
        return {}
    changed = [differences.document(one) for one in found.difference.changed]
    sums = ",\n".join(_figure(one) for one in figures(found.standing))
    return {
        "currency": json.dumps(found.difference.currency),
        "figures": f"[\n{sums}\n]",
        "deals": listing.as_json(found.difference.answers["deals"]).rstrip(),
        "margins_before": listing.as_json(found.margins.before).rstrip(),
        "margins_after": listing.as_json(found.margins.after).rstrip(),
        "records": json.dumps(changed, ensure_ascii=False, indent=2),
    }


def _figure(figure: Figure) -> str:
    about = {
        "holder": figure.holder or None,
        "name": figure.name,
        "quarter": figure.quarter,
        "measure": figure.measure,
    }
    said = [
        f"{json.dumps(name)}: {json.dumps(value, ensure_ascii=False)}"
        for name, value in about.items()
    ]
    for side, value in (("before", figure.before), ("after", figure.after)):
        for part in ("amount", "low", "high"):
            known = getattr(value, part) if value else None
            if part == "amount" or known is not None:
                name = side if part == "amount" else f"{side}_{part}"
                said.append(f'"{name}": {"null" if known is None else f"{known:f}"}')
    return f"{{{', '.join(said)}}}"
