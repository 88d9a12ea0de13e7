"""A desk with an import on it: a data repository, a mapping, CSV files, and the command."""

import json
from pathlib import Path
from typing import Any

import pytest

from generator.cli import main
from tests.books import write

MAPPING = """\
system: erp
sources:
  - file: people.csv
    kind: people
    system: erp-people
    key: Mail
    match: mail
    fields:
      name: Name
      mail: Mail
  - file: accounts.csv
    kind: accounts
    system: erp-accounts
    key: Number
    id: "{Name}"
    delimiter: ";"
    decimal: ","
    thousands: "."
    empty: [None]
    skip: {State: deleted}
    ignore: [State]
    fields:
      name: {column: Name, required: true}
      owner: {column: Owner, lookup: people, aliases: {"A. Tanaka": Aiko Tanaka}}
      type: {column: Kind, values: {C: customer, P: prospect}, default: prospect}
      annual_revenue: {column: Revenue, times: 1000}
      parent: {column: Parent, lookup: accounts, by: key}
      domains: {column: Web, convert: domain, split: " "}
      addresses.1.country: Country
      addresses.2.country: Branch
      notes: {column: Remark, keep: true}
      phone: {column: Phone, clears: true}
"""
PEOPLE = "Name,Mail\nAiko Tanaka,aiko@kitahama.example\n"
ACCOUNTS = """\
Number;Name;Owner;Kind;Revenue;Parent;Web;Country;Branch;Remark;Phone;State
1;Yamada Seiki;A. Tanaka;C;1.234,5;2;https://yamada.example;;JP;Old;+81 1;
2;Yamada Holdings;Aiko Tanaka;;None;;www.y.example y2.example;JP;US;;;
3;Gone;;;;;;;;;;deleted
"""


class Desk:
    """A data repository, a mapping and CSV files beside it, and the command."""

    def __init__(self, root: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.root = write(root / "book", {})
        self.files = root / "files"
        self.files.mkdir()
        self.capsys = capsys
        self.lay("m.yml", MAPPING)
        self.lay("people.csv", PEOPLE)
        self.lay("accounts.csv", ACCOUNTS)

    def lay(self, name: str, text: str) -> None:
        (self.files / name).write_text(text, encoding="utf-8")

    def run(self, *words: str) -> tuple[int, str]:
        self.capsys.readouterr()
        where = ["--root", str(self.root), "import", "--as-of", "2026-11-21"]
        code = main([*where, str(self.files / "m.yml"), *words])
        said = self.capsys.readouterr()
        return code, (said.out + said.err).replace(f"{self.files}/", "")

    def told(self, *words: str) -> Any:  # noqa: ANN401 - whatever the command says as JSON
        return json.loads(self.run("--format", "json", *words)[1])

    def faults(self) -> list[str]:
        return [
            f"{item['path']}:{item['line']}:{item['column']} {item['code']} {item['message']}"
            for item in self.told()["findings"]
            if item["severity"] == "error"
        ]

    def record(self, path: str) -> str:
        return (self.root / "data" / path).read_text(encoding="utf-8")

    def change(self, path: str, old: str, new: str) -> None:
        text = self.record(path)
        assert old in text
        (self.root / "data" / path).write_text(text.replace(old, new), encoding="utf-8")

    def kinds(self) -> set[str]:
        return {path.name for path in (self.root / "data").iterdir()}
