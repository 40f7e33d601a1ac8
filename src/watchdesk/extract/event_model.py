"""Scores of the learned reader: for each sentence, which types of event it tells of, and how firmly.

The encoder reads packs of a title and successive sentences, so that every sentence is seen with its neighbours. Each
pack is run by itself, on one thread: the scores of a report never depend on what else is read beside it. ONNX Runtime,
`tokenizers` and numpy are imported when a model is opened, not before.
"""

from __future__ import annotations

import functools
import hashlib
import json
import os
import pathlib
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

from watchdesk.errors import BadCodebook, MissingPart
from watchdesk.records import Layout, Sentence, Span, Status

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Numbers = NDArray[np.float32]

_SURE_ROLE, _IN_ROLE = 0.6, 0.3  # chance from which a piece surely names an actor, and from which it goes on
SHIPPED = pathlib.Path(__file__).parent.parent / "data" / "reader"
_FORM = 1  # what this code can read; the manifest says what it is
_START, _END = 0, 2  # ids of <s> and </s>
_GROUPS = ("sub_event_types", "statuses", "actions", "others")


@dataclass(frozen=True, slots=True, kw_only=True)
class SentenceScores:
    """What the model makes of one sentence; every number is a calibrated chance between 0 and 1.

    `types`: the sentence is evidence of an event of that ACLED sub-event type, told as news. `event`: of any type.
    `statuses`: the status of the event told, to be read only where one is. `actions`: it states a fact of that kind
    about a peace operation. `statement`: it holds somebody's statement. `trap`: it holds words that look like an event
    and are none (history, hypothesis, sport, boilerplate). `told` are the types above their thresholds, likeliest
    first; `acted` the same for actions.
    """

    types: Mapping[str, float]
    statuses: Mapping[Status, float]
    actions: Mapping[str, float]
    event: float
    statement: float
    trap: float
    told: tuple[str, ...]
    acted: tuple[str, ...]
    words: tuple[Span, ...]
    roles: Mapping[str, tuple[float, ...]]

    @property
    def status(self) -> Status:
        """The likeliest status of the event told."""
        return max(self.statuses, key=lambda s: self.statuses[s])

    def role(self, name: str, span: Span) -> float:
        """How likely the words at `span` name the event's `actor1`, `actor2` or `place`: the mean over its pieces.

        0 where `span` touches no piece of this sentence.
        """
        chances = [c for word, c in zip(self.words, self.roles[name], strict=True) if word.overlaps(span)]
        return sum(chances) / len(chances) if chances else 0.0

    def span_of(self, name: str, text: str) -> Span | None:
        """The words of `text` that name the event's actor or place by `name`; None where no piece is sure to."""
        chances = self.roles[name]
        if not chances or max(chances) < _SURE_ROLE:
            return None
        first = last = chances.index(max(chances))
        while first > 0 and chances[first - 1] >= _IN_ROLE:
            first -= 1
        while last + 1 < len(chances) and chances[last + 1] >= _IN_ROLE:
            last += 1
        start, end = self.words[first].start, self.words[last].end
        while start > self.words[0].start and text[start - 1].isalnum():
            start -= 1
        while end < self.words[-1].end and text[end].isalnum():
            end += 1
        stripped = text[start:end].strip(" ,;:.()")
        at = text.index(stripped, start)
        return Span(start=at, end=at + len(stripped)) if stripped else None


@dataclass(frozen=True, slots=True)
class _Pieces:
    """Token ids of one sentence and where in the report each piece stands."""

    ids: list[int]
    spans: list[Span]


@dataclass(frozen=True, slots=True)
class Pack:
    """One run of the encoder: token ids, and each sentence's number in its report with its first and end token."""

    ids: list[int]
    members: list[tuple[int, int, int]]


class EventModel:
    """The learned reader, opened from `folder` (the shipped one by default) after its files' hashes are checked.

    MissingPart where a file or package is not there; BadCodebook where a file is not the one the manifest names.
    """

    def __init__(self, folder: pathlib.Path = SHIPPED, *, threads: int | None = None) -> None:
        self._manifest = _read_manifest(folder)
        self._threads = threads or _free_threads()
        self._tokenizer, self._session = _open_parts(folder)
        self.version: str = self._manifest["version"]
        self.thresholds: dict[str, float] = {n: self._manifest["thresholds"][n] for n in self._manifest[_GROUPS[0]]}
        self._room: int = self._manifest["room"]
        self._longest: int = self._manifest["longest"]

    def score(self, layouts: Sequence[Layout]) -> list[list[SentenceScores]]:
        """Scores of every sentence: one list per report, one entry per sentence, both in the order given."""
        return [[self._name(*sentence) for sentence in report] for report in self.measure(layouts)]

    def measure(self, layouts: Sequence[Layout]) -> list[list[tuple[Numbers, Numbers, tuple[Span, ...]]]]:
        """As `score`, unnamed: chances in the manifest's order, chances of roles a piece, and the pieces."""
        pieces = [self._cut(layout) for layout in layouts]
        jobs = [(i, p) for i, layout in enumerate(layouts) for p in self._packs(layout, pieces[i])]
        jobs.sort(key=lambda job: -len(job[1].ids))  # the long ones first, so that no thread idles at the end
        if self._threads > 1 and len(jobs) > 1:
            with ThreadPoolExecutor(self._threads) as pool:
                outputs = list(pool.map(lambda job: self.run_pack(job[1]), jobs))
        else:
            outputs = [self.run_pack(pack) for _, pack in jobs]
        found: list[dict[int, tuple[Numbers, Numbers, tuple[Span, ...]]]] = [{} for _ in layouts]
        for (i, pack), (sentences, tokens) in zip(jobs, outputs, strict=True):
            for row, (number, first, end) in enumerate(pack.members):
                found[i][number] = sentences[row], tokens[first:end], tuple(pieces[i][number].spans)
        return [[found[i][n] for n in range(len(layout.sentences))] for i, layout in enumerate(layouts)]

    def packs_of(self, layouts: Sequence[Layout]) -> list[Pack]:
        """The runs of the encoder that these reports take, as `measure` makes them."""
        return [pack for layout in layouts for pack in self._packs(layout, self._cut(layout))]

    def use_threads(self, threads: int) -> None:
        """Run at most so many packs at once."""
        self._threads = threads

    def _cut(self, layout: Layout) -> list[_Pieces]:
        text, sentences = layout.report.text, layout.sentences
        encoded = self._tokenizer.encode_batch([text[s.span.start : s.span.end] for s in sentences])
        return [self._pieces(s, e) for s, e in zip(sentences, encoded, strict=True)]

    def _pieces(self, sentence: Sentence, encoded: Any) -> _Pieces:
        start = sentence.span.start
        spans = [Span(start=start + a, end=start + b) for a, b in encoded.offsets[: self._longest]]
        return _Pieces(encoded.ids[: self._longest], spans)

    def _packs(self, layout: Layout, pieces: list[_Pieces]) -> Iterator[Pack]:
        """Packs of at most `room` tokens (or one sentence); each after the first opens with the sentence before it."""
        opening = [_START]
        if layout.report.title:
            opening += [*self._tokenizer.encode(layout.report.title).ids[: self._manifest["title"]], _END]
        pack = Pack(list(opening), [])
        for number, sentence in enumerate(pieces):
            if pack.members and len(pack.ids) + len(sentence.ids) + 1 > self._room:
                yield pack
                pack = Pack([*opening, *pieces[number - 1].ids, _END], [])
            first = len(pack.ids)
            pack.ids.extend([*sentence.ids, _END])
            pack.members.append((number, first, len(pack.ids) - 1))
        if pack.members:
            yield pack

    def run_pack(self, pack: Pack) -> tuple[Numbers, Numbers]:
        """Calibrated chances [sentence, score] and [token, role] of one pack."""
        import numpy as np

        ids = np.array([pack.ids], np.int64)
        member = np.zeros((1, len(pack.members), len(pack.ids)), np.float32)
        for row, (_, first, end) in enumerate(pack.members):
            member[0, row, first:end] = 1 / max(1, end - first)
        sentences, tokens = self._session.run(None, {"ids": ids, "member": member})
        scale, shift = (np.array(self._manifest[k], np.float32) for k in ("scale", "shift"))
        chances = 1 / (1 + np.exp(-np.clip(sentences[0] * scale + shift, -60, 60)))
        return cast("Numbers", chances), cast("Numbers", 1 / (1 + np.exp(-tokens[0])))

    def _name(self, row: Numbers, tokens: Numbers, spans: tuple[Span, ...]) -> SentenceScores:
        """The numbers of one sentence under their names."""
        chances = iter(row.tolist())
        types, statuses, actions, others = ({name: next(chances) for name in self._manifest[g]} for g in _GROUPS)
        total = sum(statuses.values()) or 1.0
        return SentenceScores(
            types=types,
            statuses={cast("Status", name): chance / total for name, chance in statuses.items()},
            actions=actions,
            event=others["event"],
            statement=others["statement"],
            trap=others["trap"],
            told=self._above(types),
            acted=self._above(actions),
            words=spans,
            roles={name: tuple(tokens[:, i].tolist()) for i, name in enumerate(self._manifest["roles"])},
        )

    def _above(self, chances: dict[str, float]) -> tuple[str, ...]:
        thresholds = self._manifest["thresholds"]
        return tuple(sorted((n for n, c in chances.items() if c >= thresholds[n]), key=lambda n: (-chances[n], n)))


@functools.cache
def open_event_model() -> EventModel:
    """The shipped model, opened once a process."""
    return EventModel()


def _free_threads() -> int:
    """As many threads as processors that this process may use, at most four: more gain little on a laptop."""
    affinity = getattr(os, "sched_getaffinity", None)
    return max(1, min(4, len(affinity(0)) if affinity else os.cpu_count() or 1))


def _read_manifest(folder: pathlib.Path) -> dict[str, Any]:
    path = folder / "manifest.json"
    try:
        manifest: dict[str, Any] = json.loads(path.read_text("utf-8"))
    except FileNotFoundError as error:
        raise MissingPart(f"{path.name}: the learned reader is not in {folder.name!r}; use --reader rules") from error
    except ValueError as error:
        raise BadCodebook(f"{path.name}: not JSON: {error}") from error
    if manifest.get("form") != _FORM:
        raise BadCodebook(f"{path.name}: form is {manifest.get('form')!r}, expected {_FORM}")
    for name, expected in sorted(manifest["sha256"].items()):
        _check_hash(folder / name, expected)
    return manifest


def _check_hash(path: pathlib.Path, expected: str) -> None:
    try:
        found = hashlib.sha256(path.read_bytes()).hexdigest()
    except FileNotFoundError as error:
        raise MissingPart(f"{path.name}: this file of the learned reader is missing; use --reader rules") from error
    if found != expected:
        raise BadCodebook(f"{path.name}: SHA-256 is {found!r}, expected {expected!r}; install watchdesk again")


def _open_parts(folder: pathlib.Path) -> tuple[Any, Any]:
    try:
        import onnxruntime
        from tokenizers import Tokenizer
    except ImportError as error:
        raise MissingPart(f"{error.name}: missing; pip install watchdesk[reader], or use --reader rules") from error
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 3
    session = onnxruntime.InferenceSession(str(folder / "reader.onnx"), options, providers=["CPUExecutionProvider"])
    return Tokenizer.from_file(str(folder / "tokenizer.json")), session
