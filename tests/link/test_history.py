"""Ids that live on: merges redirect, splits leave a trace, ids of vanished claims are retired."""

from watchdesk.link.history import Split, carry_ids
from watchdesk.link.linker import incident_id
from watchdesk.records import Incident


def incident(*claim_ids: str, merged: tuple[str, ...] = ()) -> Incident:
    return Incident(id=incident_id(claim_ids[0]), claim_ids=claim_ids, merged_ids=merged)


def test_what_did_not_change_keeps_its_id_and_former_ids():
    before = incident("a", "b", merged=(incident_id("b"),))
    carried = carry_ids([before], [incident("a", "b")])
    assert carried.incidents == (before,)
    assert (carried.splits, carried.retired) == ((), ())


def test_merged_incidents_redirect():
    (one,) = carry_ids([incident("a"), incident("b", "c")], [incident("a", "b", "c")]).incidents
    assert one.merged_ids == (incident_id("b"),)


def test_an_older_claim_takes_the_incident_over_and_the_old_id_redirects():
    (one,) = carry_ids([incident("b", "c")], [incident("a", "b", "c")]).incidents
    assert (one.id, one.merged_ids) == (incident_id("a"), (incident_id("b"),))


def test_a_split_leaves_a_trace_and_the_id_stays_with_its_claim():
    carried = carry_ids([incident("a", "b", "c")], [incident("a"), incident("b", "c")])
    assert carried.splits == (Split(id=incident_id("a"), parts=(incident_id("a"), incident_id("b"))),)
    assert all(i.merged_ids == () for i in carried.incidents)


def test_a_former_id_follows_the_claim_that_it_came_from():
    before = incident("a", "b", "c", merged=(incident_id("b"),))
    after = carry_ids([before], [incident("a", "c"), incident("b")])
    assert [i.merged_ids for i in after.incidents] == [(), ()]
    after = carry_ids([before], [incident("a"), incident("0", "b", "c")])
    assert [i.merged_ids for i in after.incidents] == [(), (incident_id("b"),)]


def test_an_id_whose_claim_is_gone_leads_to_where_most_of_its_claims_are():
    carried = carry_ids([incident("a", "b", "c", "d")], [incident("b"), incident("c", "d")])
    assert [i.merged_ids for i in carried.incidents] == [(), (incident_id("a"),)]
    assert carry_ids([incident("a")], [incident("x")]).retired == (incident_id("a"),)
