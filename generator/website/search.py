"""What the search of the site knows: one compact entry a record, added to the engine's index.

The browser finds words by their beginning, and takes words apart only at separators. Japanese and
Korean names have none, so every part of such a name that could be looked for is written out as the
beginning of a word: the name, the name from its second character on, from its third, and so on.
With that 山田 finds 山田精機株式会社, and so do 精機 and 田精, without a dictionary. (The one that
lunr brings for Japanese cuts 渡辺テクノ in two when it reads the index, not when it reads the
question, and so finds nothing. Hence `search.lang` in mkdocs.yml is `en`, which adds no rules.)

These words, and ids, addresses and aliases, stand in a hidden paragraph of an entry: found, never
shown.
"""

import json
import re
import unicodedata
from collections.abc import Iterable, Iterator
from html import escape, unescape

from generator.website.page import SearchEntry

_LETTERS = "々〆ヶ\u3041-\u309f\u30a0-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3"
_NAME = re.compile(f"[{_LETTERS}]{{2,32}}")
_COMPOUND = re.compile("[々〆ヶ\u30a0-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3]{2,32}")
_FORMS = re.compile("株式会社|有限会社|合同会社|주식회사|유한회사")
_MARK = re.compile(r"<[^>]*>")
_BETWEEN = "\u00b7"
"""Stands between the parts of an entry's text, and is no letter."""


def mkdocs_index(index: str, entries: Iterable[SearchEntry]) -> str:
    """Return the index that Material wrote (search/search_index.json) with the entries in it."""
    content = json.loads(index)
    read = [_readable(item) for item in content["docs"]]
    content["docs"] = [*read, *map(_document, entries)]
    return _json(content)


def zensical_index(index: str, entries: Iterable[SearchEntry]) -> str:
    """Return the index that Zensical wrote (search.json) with the entries in it."""
    content = json.loads(index)
    read = [_readable(item) for item in content["items"]]
    added = [{**_document(entry), "level": 1, "path": [], "tags": []} for entry in entries]
    content["items"] = [*read, *added]
    return _json(content)


def _json(content: object) -> str:
    return json.dumps(content, ensure_ascii=False, separators=(",", ":"))


def _document(entry: SearchEntry) -> dict[str, object]:
    """Return an entry as the index holds it; everything from records is escaped."""
    shown = f"<p>{escape(entry.text)}</p>" if entry.text else ""
    found: dict[str, object] = {
        "location": entry.location,
        "title": escape(entry.title),
        "text": shown + _hidden(_words(entry)),
    }
    return found if entry.boost == 1 else {**found, "boost": entry.boost}


def _readable(item: dict[str, object]) -> dict[str, object]:
    """Return an entry of the engine's own with the words in it that have no spaces around them."""
    text = unescape(_MARK.sub(" ", f"{item['title']} {item['text']}"))
    words = dict.fromkeys(part for found in _COMPOUND.findall(text) for part in _parts(found))
    return {**item, "text": f"{item['text']}{_hidden(words)}"}


def _hidden(words: Iterable[str]) -> str:
    text = " ".join(words)
    return f"<p hidden>{escape(text)}</p>" if text else ""


def _words(entry: SearchEntry) -> dict[str, None]:
    """Return what an entry is found by besides its title and its text, each once, in order."""
    given = [entry.title, entry.text, *entry.words]
    words = dict.fromkeys(entry.words)
    for text in given:
        if text.replace(_BETWEEN, "").isascii():
            continue  # which is how it is typed
        words.update(dict.fromkeys(_variants(text)))
        for name in _NAME.findall(unicodedata.normalize("NFKC", text)):
            words.update(dict.fromkeys(_parts(name)))
    return words


def _variants(text: str) -> Iterator[str]:
    """Give the text as it would be typed without wide letters and without accents, if it differs.

    Only accents on letters that Latin writes: in Japanese and Korean the same signs make another
    letter.
    """
    wide = unicodedata.normalize("NFKC", text)
    bare = _without_accents(wide)
    if wide != text:
        yield wide
    if bare != wide:
        yield bare


def _without_accents(text: str) -> str:
    kept = [sign for sign in unicodedata.normalize("NFD", text) if not "\u0300" <= sign <= "\u036f"]
    return unicodedata.normalize("NFC", "".join(kept))


def _parts(name: str) -> Iterator[str]:
    """Give the name from each of its characters on; the legal form says nothing and is left out."""
    for core in filter(None, _FORMS.split(name)):
        yield from (core[start:] for start in range(max(1, len(core) - 1)))
