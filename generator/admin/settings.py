"""The settings of the content editor: every kind a collection, every field a widget.

Fields stand in canonical order, since the editor writes a file in the order of its fields.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from generator.authoring.identity import NAMINGS, YEARS, Naming
from generator.diagnostic import Where
from generator.hosting import Host
from generator.look import format as formats
from generator.yaml import canonical
from generator.yaml.source import Tree
from schema import KINDS, Shared
from schema.company import Company, CustomField
from schema.description import FieldDescription, fields
from schema.jsonschema import CUSTOM_SHAPES

Group = dict[str, Tree]

_PLAIN = {
    "clean_accents",
    "collapsed",
    "create",
    "local_backend",
    "multiple",
    "required",
    "time_format",
}
"""Settings that are no texts."""

_HOSTED = {"github": "github", "gitlab": "gitlab", "gitea": "gitea", "bitbucket": "bitbucket"}

_FILE = "{{filename}}"

REMARK = """\
# Written by `salesbook admin` from the schema; write it again when company.yml changes.
# This editor loses the remarks of a file that it saves.
"""


class Backend(NamedTuple):
    """Where the editor saves: the hosting site, the main branch, and how people sign in there."""

    host: Host
    branch: str
    sign_in: str = ""
    application: str = ""
    file_name: str = "filename"
    """What the editor calls a file's name: `filename` (Decap) or `slug` (Sveltia)."""


def text(company: Company, backend: Backend) -> str:
    """Write the settings as YAML."""
    tree: Group = {
        "backend": dict(_backend(backend)),
        "local_backend": "true",
        "publish_mode": "editorial_workflow",
        "media_folder": "site/assets/uploads",
        "public_folder": "/assets/uploads",
        "slug": {"encoding": "ascii", "clean_accents": "true"},
        "collections": [_collection(kind, company) for kind in KINDS.values()],
    }
    written = canonical.text(tree, _textual)
    return REMARK + written.replace(_FILE, f"{{{{{backend.file_name}}}}}")


def _textual(where: Where) -> bool:
    return where[-1] not in _PLAIN


def _backend(backend: Backend) -> Iterator[tuple[str, Tree]]:
    yield "name", _HOSTED.get(backend.host.kind, "github")
    yield "repo", backend.host.project or "owner/name"
    yield "branch", backend.branch
    if backend.host.kind == "gitea":
        yield "base_url", backend.host.address.removesuffix(f"/{backend.host.project}")
    if backend.sign_in:
        yield "base_url", backend.sign_in
    if backend.application:
        yield "auth_type", "pkce"
        yield "app_id", backend.application


def _collection(kind: type[Shared], company: Company) -> Group:
    """Describe a kind as a folder of files; busy kinds have a folder for each year."""
    year = YEARS.get(kind.folder)
    naming = NAMINGS.get(kind.folder, Naming())
    known = {field.name: field for field in fields(kind)}
    title = _title(kind)
    return {
        "name": kind.folder,
        "label": formats.label(kind.folder),
        "label_singular": formats.label(kind.noun),
        "folder": f"data/{kind.folder}",
        "extension": "yml",
        "format": "yml",
        "create": "true",
        "slug": _slug(naming, known),
        **({"path": f"{{{{{year} | date('YYYY')}}}}/{{{{slug}}}}"} if year else {}),
        "identifier_field": title,
        "summary": "{{name}}" if title == "name" else _FILE,
        "fields": [*_fields(kind, company)],
    }


def _title(kind: type[Shared]) -> str:
    """Name the field that stands for a record: its name, else the first that it must have."""
    known = [field.name for field in fields(kind) if field.required and field.name != "id"]
    return "name" if "name" in known else known[0]


def _slug(naming: Naming, known: Mapping[str, FieldDescription]) -> str:
    """Say how a new file is called; the time stands for the random letters of busy kinds."""
    words = [naming.prefix] if naming.prefix else []
    words += [f"{{{{{name}}}}}" for name in naming.fields if name in known]
    if naming.day:
        words.append(f"{{{{{naming.day} | date('YYYYMMDD')}}}}")
    if naming.busy:
        words.append("{{hour}}{{minute}}{{second}}")
    return "-".join(words)


def _fields(kind: type[Shared], company: Company) -> Iterator[Tree]:
    for field in fields(kind):
        if field.name == "custom":
            own = company.custom_fields.get(kind.folder, {})
            yield _custom(own) if own else _kept(field)
        elif field.name != "id":
            yield _field(field, company)


def _field(field: FieldDescription, company: Company) -> Group:
    if field.holding == "mapping":
        return _kept(field)
    common: Group = {
        "name": field.name,
        "label": formats.label(field.name),
        "hint": _hint(field),
        "required": "true" if field.required else "false",
    }
    if field.holding != "list":
        return {**common, **_widget(field, company)}
    choices = _choices(field, company)
    if choices and not field.part:
        return {**common, "widget": "select", "multiple": "true", "options": choices}
    if field.part is not None:
        inside: Group = {"fields": [_field(one, company) for one in field.fields]}
        return {**common, "widget": "list", "collapsed": "false", **inside}
    item: Group = {"name": "item", "label": formats.label(field.name), "required": "true"}
    return {**common, "widget": "list", "field": {**item, **_widget(field, company)}}


def _hint(field: FieldDescription) -> str:
    must = field.must if field.shape == "code" and not field.reference else ""
    return f"{field.description} Must be {must}." if must else field.description


def _kept(field: FieldDescription) -> Group:
    """Keep what the editor has no widget for, in its place."""
    return {"name": field.name, "widget": "hidden", "required": "false"}


def _widget(field: FieldDescription, company: Company) -> Group:
    """Choose the widget of one value."""
    if field.part is not None:
        # The editor asks for what a group must have even where the group itself is left out.
        inside: Sequence[Tree] = [
            {**_field(one, company), "required": "false"} for one in field.fields
        ]
        return {"widget": "object", "collapsed": "true", "fields": [*inside]}
    if field.reference:
        return _relation(field.reference)
    choices = _choices(field, company)
    return {"widget": "select", "options": choices} if choices else _scalar(field.shape)


def _relation(folder: str) -> Group:
    """Refer to a record by its file's name, and show its own name where it must have one."""
    shown = "name" if _title(KINDS[folder]) == "name" else _FILE
    return {
        "widget": "relation",
        "collection": folder,
        "value_field": _FILE,
        "search_fields": [_title(KINDS[folder])],
        "display_fields": [shown],
    }


def _choices(field: FieldDescription, company: Company) -> list[Tree]:
    if field.picklist is not None and company.takes_any(field.picklist):
        return []
    return [*(field.words or company.choices.get(field.picklist or "", ()))]


def _scalar(shape: str) -> Group:
    """Choose the widget of a text, a number or a day; a number must not become a text."""
    widgets: Mapping[str, Group] = {
        "prose": {"widget": "text"},
        "decimal": {"widget": "number", "value_type": "float"},
        "integer": {"widget": "number", "value_type": "int"},
        "flag": {"widget": "boolean"},
        "day": {**_moment("YYYY-MM-DD"), "time_format": "false"},
        "moment": _moment("YYYY-MM-DD HH:mm"),
    }
    return widgets.get(shape, {"widget": "string"})


def _moment(form: str) -> Group:
    return {"widget": "datetime", "format": form, "date_format": "YYYY-MM-DD"}


def _custom(own: Mapping[str, CustomField]) -> Group:
    """Describe the company's own fields as a group."""
    return {
        "name": "custom",
        "label": "Own fields",
        "required": "false",
        "widget": "object",
        "collapsed": "true",
        "fields": [{**_own(name, one), "required": "false"} for name, one in own.items()],
    }


def _own(name: str, field: CustomField) -> Group:
    common: Group = {"name": name, "label": formats.label(name), "hint": field.description}
    if field.type == "choice":
        options: list[Tree] = [*field.choices]
        return {**common, "widget": "select", "options": options}
    return {**common, **_scalar(CUSTOM_SHAPES[field.type])}
