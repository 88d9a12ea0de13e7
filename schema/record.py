"""A record: what every kind shares."""

from typing import ClassVar

from pydantic import BaseModel, ConfigDict

from schema.fields import Id, Key, Line, Prose, many, mapping, preset, required


class Part(BaseModel):
    """A group of fields inside a record, such as a line or an address."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


class Record(Part):
    """One YAML file under `data/`; the file's name is the id, and it never changes."""

    folder: ClassVar[str]
    """The folder under `data/`, which is also the name of the table."""
    noun: ClassVar[str]
    """What one such record is called in a sentence."""

    id: Id = required("The file's name without `.yml`; never written inside the file.", "acme")


class Shared(Record):
    """The fields that every kind allows; they stand last in the canonical order."""

    tags: tuple[Key, ...] = many("Free labels for filtering.", "[key-account]")
    notes: Prose | None = preset(
        None, "Anything worth knowing, over several lines if need be.", "Met at the fair."
    )
    external_ids: dict[Key, Line] = mapping(
        "Ids of this record in other systems, for imports that can be repeated.",
        "{salesforce: 0015g00000XyZ}",
    )
    custom: dict[Key, Line] = mapping(
        "The company's own fields, declared under `custom_fields` in `company.yml`.",
        "{plant_count: 3}",
    )
