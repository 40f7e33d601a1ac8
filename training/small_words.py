"""Write the words that usually begin small: `python training/small_words.py CORPUS [AUXILIARY] > FILE`.

Counts every word of the reports of CORPUS (JSON records) and of AUXILIARY (JSONL files of sentences, `text` each)
that does not open a sentence; keeps those written small in a third of cases or more.
"""

from __future__ import annotations

import collections
import json
import pathlib
import re
import sys
from collections.abc import Iterator

PIECE = re.compile(r"[^\W\d_]+|[.!?:\n\"“”«»\[\]()—–-]")


def texts(paths: list[str]) -> Iterator[str]:
    for record in sorted(pathlib.Path(paths[0]).glob("*.json")):
        yield json.loads(record.read_text(encoding="utf-8"))["document"]["text"]
    for path in paths[1:]:
        for line in pathlib.Path(path).read_text(encoding="utf-8").splitlines():
            yield json.loads(line)["text"]


def main() -> None:
    small: collections.Counter[str] = collections.Counter()
    large: collections.Counter[str] = collections.Counter()
    for text in texts(sys.argv[1:]):
        opens = True
        for piece in PIECE.finditer(text):
            word = piece[0]
            if not word.isalpha():
                opens = True
                continue
            if word.islower():
                small[word] += 1
            elif not opens:
                large[word.lower()] += 1
            opens = False
    print("# Words that often begin small, English and French. Made by training/small_words.py.")
    for word in sorted(w for w in small if len(w) > 1 and 2 * small[w] > large[w]):
        print(word)


if __name__ == "__main__":
    main()
