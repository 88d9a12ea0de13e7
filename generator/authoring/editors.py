"""Settings that make editors use our JSON Schemas: VS Code, the JetBrains editors and Neovim."""

import json
from collections.abc import Mapping
from xml.sax.saxutils import quoteattr

from schema import KINDS

VSCODE = ".vscode/settings.json"
VSCODE_EXTENSIONS = ".vscode/extensions.json"
VSCODE_TASKS = ".vscode/tasks.json"
JETBRAINS = ".idea/jsonSchemas.xml"
NEOVIM = "nvim.lua"
"""Lies beside the schemas; the other two lie where their editors look."""

COMPANY = "company"

_ENTRY = """\
        <entry key={name}>
          <value>
            <SchemaInfo>
              <option name="name" value={name} />
              <option name="relativePathToSchema" value={schema} />
              <option name="schemaVersion" value="JSON Schema version 7" />
              <option name="patterns">
                <list>
                  <Item>
{item}                  </Item>
                </list>
              </option>
            </SchemaInfo>
          </value>
        </entry>
"""

_FOLDER = """\
                    <option name="directory" value="true" />
                    <option name="path" value={files} />
                    <option name="mappingKind" value="Directory" />
"""

_FILE = """\
                    <option name="path" value={files} />
"""

_PROJECT = """\
<?xml version="1.0" encoding="UTF-8"?>
<project version="4">
  <component name="JsonSchemaMappingsProjectConfiguration">
    <state>
      <map>
{entries}      </map>
    </state>
  </component>
</project>
"""


def matched(folder: str) -> dict[str, str]:
    """Say which schema of a folder is for which files; both are paths from the root."""
    kinds = {f"{folder}/{kind}.json": f"data/{kind}/**/*.yml" for kind in KINDS}
    return {f"{folder}/{COMPANY}.json": "data/company.yml", **kinds}


def vscode(before: str, folder: str) -> str | None:
    """Write the settings of VS Code, keeping those that are there.

    None where the file is there and is not plain JSON, as with comments: it is then the user's
    to change.
    """
    try:
        settings = json.loads(before or "{}")
    except ValueError:
        return None
    if not isinstance(settings, dict):
        return None
    known = settings.get("yaml.schemas", {})
    if not isinstance(known, dict):
        return None
    others = {name: files for name, files in known.items() if files not in matched("").values()}
    settings["yaml.schemas"] = others | matched(folder)
    return _json(settings)


def extensions() -> str:
    """Recommend the extension by which VS Code reads YAML with a schema."""
    return _json({"recommendations": ["redhat.vscode-yaml"]})


def to_add(folder: str) -> str:
    """Write what is to be added to settings that only their owner can change."""
    return _json({"yaml.schemas": matched(folder)})


MATCHER = r"^(.+?):(\d+):(\d+): ([A-Z]\d+) (error|warning|info): (.*)$"
"""A line of `salesbook check`: file, line, column, code, severity, message."""


def tasks() -> str:
    """Let VS Code run the check and list what it finds among the problems."""
    pattern = {
        "regexp": MATCHER,
        "file": 1,
        "line": 2,
        "column": 3,
        "code": 4,
        "severity": 5,
        "message": 6,
    }
    matcher = {
        "owner": "salesbook",
        "fileLocation": ["relative", "${workspaceFolder}"],
        "pattern": pattern,
    }
    task = {
        "label": "salesbook check",
        "type": "process",
        "command": "salesbook",
        "args": ["check"],
        "group": {"kind": "test", "isDefault": True},
        "presentation": {"reveal": "silent"},
        "problemMatcher": matcher,
    }
    return _json({"version": "2.0.0", "tasks": [task]})


def jetbrains(folder: str) -> str:
    """Write the schema mappings of the JetBrains editors, which know whole folders."""
    entries = "".join(_entry(schema, files) for schema, files in matched(folder).items())
    return _PROJECT.format(entries=entries)


def _entry(schema: str, files: str) -> str:
    kind = schema.rpartition("/")[2].removesuffix(".json")
    item = _FILE if kind == COMPANY else _FOLDER
    return _ENTRY.format(
        name=quoteattr(f"Salesbook {kind}"),
        schema=quoteattr(schema),
        item=item.format(files=quoteattr(files.removesuffix("/**/*.yml"))),
    )


def neovim(folder: str) -> str:
    """Write the settings of the YAML language server as a Lua table."""
    lines = (
        f"      [root .. {json.dumps(f'/{schema}')}] = {json.dumps(files)},\n"
        for schema, files in matched(folder).items()
    )
    return (
        f"-- For yaml-language-server: settings = dofile({json.dumps(f'{folder}/{NEOVIM}')})\n"
        f"local root = vim.uri_from_fname(vim.fn.getcwd())\n"
        f"return {{\n  yaml = {{\n    schemas = {{\n{''.join(lines)}    }},\n  }},\n}}\n"
    )


def _json(value: Mapping[str, object]) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"
