"""Texts that show which pieces of the base's vocabulary we need: common words of both languages, and the corpus.

The word lists only choose pieces; nothing of them is stored.
"""

from __future__ import annotations

import argparse
import json
import pathlib

from wordfreq import top_n_list


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpus", type=pathlib.Path, required=True)
    parser.add_argument("--out", type=pathlib.Path, required=True)
    parser.add_argument("--most", type=int, default=60000, help="words a language")
    args = parser.parse_args()
    words = [w for language in ("en", "fr") for w in top_n_list(language, args.most)]
    reports = [json.loads(p.read_text("utf-8"))["document"]["text"] for p in sorted(args.corpus.glob("*.json"))]
    lines = [*words, *(w.capitalize() for w in words), *(" ".join(r.split()) for r in reports)]
    args.out.write_text("\n".join(lines) + "\n", "utf-8")


if __name__ == "__main__":
    main()
