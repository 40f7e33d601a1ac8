"""A small made stream: linked well, and the same in every order of arrival, to the id and the reason."""

import random
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent.parent / "evals"))

from link_stream import fingerprint, link_stream, make_stream, pair_scores, told_of

from watchdesk.link.linker import link_all


def test_a_stream_of_2000_claims():
    mentions = make_stream(2000, 400)
    found, _ = link_stream(mentions)
    precision, recall, f1 = pair_scores({m.claim_id: m.incident for m in mentions}, found.values())
    assert precision > 0.95
    assert recall > 0.85
    assert f1 >= 0.92
    shuffled = random.Random(1).sample(mentions, len(mentions))
    assert fingerprint(link_stream(shuffled)[0].values()) == fingerprint(found.values())
    assert fingerprint(link_all(told_of(m) for m in shuffled)) == fingerprint(found.values())


def test_the_stream_is_the_same_in_every_run():
    assert make_stream(300, 60) == make_stream(300, 60)
    assert make_stream(300, 60, seed=2) != make_stream(300, 60)
