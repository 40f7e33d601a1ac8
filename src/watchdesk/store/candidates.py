"""What the linker remembers between claims, kept in the database: events by day and place, and their links."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import lru_cache

from sqlalchemy import delete, insert, or_, select
from sqlalchemy.orm import Session

from watchdesk.link.candidates import Link, keys_kept, keys_sought
from watchdesk.link.features import Features
from watchdesk.link.weights import load_weights
from watchdesk.records import Judgement
from watchdesk.store.claim_rows import chunks, judgement_of
from watchdesk.store.codec import decode, encode
from watchdesk.store.tables import JudgementRow, LinkClaimRow, LinkKeyRow, LinkRow

_BUCKET_DAYS = 16
_DECODED = 20_000  # events kept in memory as records; a change of one is another text, and so another record


class StoredCandidates:
    """The memory of `link.Linker` inside one transaction of the store."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._reach = int(load_weights().numbers["days.apart_max"])

    def near(self, features: Features) -> Iterator[Features]:
        first, last = features.first - self._reach, features.last + self._reach
        keys = (
            LinkKeyRow.key.in_(keys_sought(features)),
            LinkKeyRow.bucket.between(first // _BUCKET_DAYS, last // _BUCKET_DAYS),
            LinkKeyRow.first <= last,
            LinkKeyRow.last >= first,
        )
        found = select(LinkKeyRow.claim_id).where(*keys)
        for body in self._session.scalars(select(LinkClaimRow.body).where(LinkClaimRow.claim_id.in_(found))):
            yield _features(body)

    def features(self, claim_ids: Sequence[str]) -> Iterator[Features]:
        for ids in chunks(list(claim_ids)):
            for body in self._session.scalars(select(LinkClaimRow.body).where(LinkClaimRow.claim_id.in_(ids))):
                yield _features(body)

    def links(self, claim_ids: Sequence[str]) -> Iterator[Link]:
        for ids in chunks(list(claim_ids)):
            ends = or_(LinkRow.one.in_(ids), LinkRow.other.in_(ids))
            for one, other, bits in self._session.execute(select(LinkRow.one, LinkRow.other, LinkRow.bits).where(ends)):
                yield Link(one=one, other=other, bits=bits)

    def judgements(self, claim_ids: Sequence[str]) -> Iterator[Judgement]:
        for ids in chunks(list(claim_ids)):
            about = or_(JudgementRow.claim_id.in_(ids), JudgementRow.other_id.in_(ids))
            yield from map(judgement_of, self._session.scalars(select(JudgementRow).where(about)))

    def keep(self, features: Features, links: Sequence[Link]) -> None:
        self.drop(features.claim_id)
        self._insert([(features, links)])

    def drop(self, claim_id: str) -> None:
        self._session.execute(delete(LinkRow).where(or_(LinkRow.one == claim_id, LinkRow.other == claim_id)))
        self._session.execute(delete(LinkKeyRow).where(LinkKeyRow.claim_id == claim_id))
        self._session.execute(delete(LinkClaimRow).where(LinkClaimRow.claim_id == claim_id))

    def kept_of(self, report_ids: Iterable[str]) -> set[str]:
        """The ids of the events that are kept of these reports."""
        found: set[str] = set()
        for ids in chunks(list(report_ids)):
            found.update(self._session.scalars(select(LinkClaimRow.claim_id).where(LinkClaimRow.report_id.in_(ids))))
        return found

    def keep_all(self, kept: Iterable[tuple[Features, Sequence[Link]]]) -> None:
        """Remember these and nothing else."""
        for table in (LinkRow, LinkKeyRow, LinkClaimRow):
            self._session.execute(delete(table))
        self._insert({features.claim_id: (features, links) for features, links in kept}.values())

    def _insert(self, kept: Collection[tuple[Features, Sequence[Link]]]) -> None:
        claims = [{"claim_id": f.claim_id, "report_id": f.report_id, "body": encode(f)} for f, _ in kept]
        keys = [row for f, _ in kept for row in _key_rows(f)]
        links = [{"one": link.one, "other": link.other, "bits": link.bits} for _, links in kept for link in links]
        for table, rows in ((LinkClaimRow, claims), (LinkKeyRow, keys), (LinkRow, links)):
            if rows:
                self._session.execute(insert(table), rows)


@lru_cache(_DECODED)
def _features(body: str) -> Features:
    return decode(Features, body)


def _key_rows(features: Features) -> Iterator[dict[str, object]]:
    days = {"first": features.first, "last": features.last}
    for key in dict.fromkeys(keys_kept(features)):
        for bucket in range(features.first // _BUCKET_DAYS, features.last // _BUCKET_DAYS + 1):
            yield {"claim_id": features.claim_id, "key": key, "bucket": bucket, **days}
