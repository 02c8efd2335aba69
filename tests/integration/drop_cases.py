"""What can be done to a trail of which retention has dropped a month, or that says so, and to what it tells of accounts,
keys, hubs and detectors; and what has to be said of each.

A case changes a tampering.Trail of old_trail.OldTrail and gives findings of which each has to be there. Whoever does it
is a superuser of the database while the real sealer goes on: seal_rest() seals what they appended.
"""
import json

from tamper_cases import FORGED_RECORD, FORGED_SEED
from tampering import leaf, with_field

CASES = []


def case(function):
    CASES.append(function)
    return function


def this_month(trail, least=1, most=10**6, where=lambda event: True):
    """An event that no drop may have taken along, under a seal without any that was dropped."""
    first = int(trail.rows[0]["taken_at_ms"]) - 86400000
    return trail.pick(least, most, lambda event: int(event["event_time_ms"]) > first and where(event))


def kept(trail, account=None):
    """The words of a line that says which events stayed under a seal."""
    words = [row["line"].split() for row in trail.table("drop_line") if row["line"].startswith("kept ")]
    return next(line for line in words if int(line[3]) > 1)


def kept_events(trail):
    _, seal, account, *_ = kept(trail)
    return trail.bundles()[seal, account], {"seal": seal, "account": account}


def say_dropped(trail, events, **more):
    """The event that was believed once, sealed by the sealer as anything is."""
    parameters = {"partition": trail.words["this"], "events": len(events),
                  "firstSequence": min(int(event["sequence"]) for event in events),
                  "lastSequence": max(int(event["sequence"]) for event in events),
                  "toTransaction": max(int(event["transaction_id"]) for event in events) + 1, **more}
    trail.append_unsealed(account_id="000000000000", service="cloudtrail", event_name="TrailPartitionDropped",
                          record=json.dumps({"requestParameters": parameters}))
    trail.seal_rest()


# ---- one forged event --------------------------------------------------------------------------------------------------


def forged(name, least, keep, rewrite=False, **more):
    """Events of this month are gone, others perhaps rewritten, and an event says that they were dropped."""
    def tamper(trail):
        event, place = this_month(trail, least)
        bundle = list(trail.bundles()[place["seal"], place["account"]])
        victims, others = bundle[keep:], bundle[:keep]
        for victim in victims:
            trail.remove("event", victim)
        for other in others if rewrite else []:
            other["record"] = FORGED_RECORD
            other["leaf"] = leaf(other)
        say_dropped(trail, victims, **more)
        return [{"kind": "event-missing", "seal": place["seal"], "account": place["account"]},
                {"kind": "drop-unexpected"}]
    tamper.__name__ = f"a_forged_drop_{name}"
    CASES.append(tamper)


forged("of_all_events_of_an_account_under_a_seal", 1, 0)
forged("of_one_event_of_several", 3, 2)
forged("of_one_event_where_the_others_were_rewritten", 3, 2, rewrite=True)
forged("in_the_words_of_today", 2, 0, month="2001-01")
forged("that_names_the_month_that_went", 2, 0, month="%(goes)s")


@case
def a_forged_drop_of_all_that_is_left(trail):
    events = trail.table("event")
    say_dropped(trail, events)
    for event in events:
        trail.remove("event", event)
    return [{"kind": "event-missing"}]


@case
def an_event_that_tells_of_a_drop_and_none_was(trail):
    say_dropped(trail, [this_month(trail)[0]], month="2001-01")
    return [{"kind": "drop-unexpected"}]


@case
def a_forged_drop_that_is_not_sealed(trail):
    event, place = this_month(trail, 2)
    trail.remove("event", event)
    trail.append_unsealed(account_id="000000000000", service="cloudtrail", event_name="TrailPartitionDropped",
                          record=json.dumps({"requestParameters": {"month": "2001-01", "events": 1}}))
    return [{"kind": "event-missing", "seal": place["seal"], "account": place["account"]}, {"kind": "drop-unexpected"}]


# ---- beginnings in the middle --------------------------------------------------------------------------------------------


def begun(name, effects, with_drop):
    def tamper(trail):
        row = next(row for row in trail.table("relationship") if row["state"] == "Enabled")
        new = {**row, "member_id": "999999999999", "state": "Enabled"}
        trail.rows.insert(trail.index("relationship", row) + 1, {"relationship": new})
        moved = {"administrator": row["administrator_id"], "member": new["member_id"], **effects}
        event = trail.append_unsealed(account_id=row["administrator_id"], service=row["service"], region=row["region"],
                                      event_name="TrailBegins", effects=json.dumps([moved]))
        if with_drop:
            say_dropped(trail, [event])
        else:
            trail.seal_rest()
        return [{"kind": "effect-illegal", "account": row["administrator_id"], "sequence": event["sequence"]}]
    tamper.__name__ = name
    CASES.append(tamper)


begun("a_trail_that_begins_in_its_middle", {"from": "None", "to": "Enabled"}, False)
begun("a_trail_that_begins_in_its_middle_beside_a_forged_drop", {"from": "None", "to": "Enabled"}, True)
begun("a_state_that_is_repeated_beside_a_forged_drop", {"from": "Enabled", "to": "Enabled"}, True)


# ---- what stayed beside what was dropped --------------------------------------------------------------------------------------


@case
def an_event_that_stayed_under_a_seal_with_dropped_ones_altered(trail):
    (event, *_), place = kept_events(trail)
    event["record"], event["leaf"] = FORGED_RECORD, ""
    event["leaf"] = leaf(event)
    return [{"kind": "event-altered", **place}]


@case
def an_event_that_stayed_under_a_seal_with_dropped_ones_removed(trail):
    (event, *_), place = kept_events(trail)
    trail.remove("event", event)
    return [{"kind": "event-missing", **place}]


@case
def all_events_that_stayed_under_a_seal_with_dropped_ones_removed(trail):
    events, place = kept_events(trail)
    for event in events:
        trail.remove("event", event)
    return [{"kind": "event-missing", "account": place["account"]}]


@case
def an_account_of_the_month_that_stays_removed_from_a_seal_with_dropped_ones(trail):
    _, seal, *_ = kept(trail)
    stayed = {line.split()[2] for line in (row["line"] for row in trail.table("drop_line")) if line.startswith("kept ")}
    account = next(account for number, account in trail.bundles() if number == seal and account not in stayed)
    for event in trail.bundles()[seal, account]:
        trail.remove("event", event)
    return [{"kind": "event-missing", "account": account}]


@case
def a_dropped_event_put_back(trail):
    event = trail.before.table("event")[3]
    trail.put_back([event])
    return [{"kind": "drop-incomplete", "seal": trail.words["drop_seal"]}]


@case
def a_dropped_event_put_back_and_another_removed(trail):
    event, place = this_month(trail, 2)
    old = next(e for e in trail.before.table("event") if e["account_id"] == trail.words["hub"])
    trail.put_back([old])
    trail.remove("event", event)
    return [{"kind": "drop-incomplete", "seal": trail.words["drop_seal"]},
            {"kind": "event-missing", "seal": place["seal"], "account": place["account"]}]


# ---- the statement -----------------------------------------------------------------------------------------------------------------


ALTERED = {"kind": "drop-altered"}


def line_altered(name, prefix, change):
    def tamper(trail):
        row = next(row for row in trail.table("drop_line") if row["line"].startswith(prefix))
        row["line"] = change(row["line"])
        return [{**ALTERED, "seal": trail.words["drop_seal"]}]
    tamper.__name__ = f"the_{name}_of_a_statement_altered"
    CASES.append(tamper)


def counted_up(line):
    head, _, number = line.rpartition(" ")
    return f"{head} {int(number) + 1}"


line_altered("month", "month ", lambda line: "month 2001-01")
line_altered("events", "events ", counted_up)
line_altered("seals", "seals ", counted_up)
line_altered("count_of_an_account", "account ", counted_up)
line_altered("root_of_what_stayed", "kept ", lambda line: line[:-64] + "0" * 64)
line_altered("state_of_a_relationship", "state ", lambda line: line.rpartition(" ")[0] + " Enabled2")
line_altered("form", "memberhub-drop ", lambda line: line + " ")


@case
def a_line_of_a_statement_removed(trail):
    trail.remove("drop_line", trail.table("drop_line")[-1])
    return [ALTERED]


@case
def a_line_put_into_a_statement(trail):
    last = trail.table("drop_line")[-1]
    row = this_month(trail)[1]
    trail.rows.insert(trail.index("drop_line", last) + 1, {"drop_line": {
        **last, "position": str(int(last["position"]) + 1), "line": f"account {row['account']} 1"}})
    return [ALTERED]


@case
def two_lines_of_a_statement_that_changed_places(trail):
    first, second = trail.table("drop_line")[-2:]
    first["line"], second["line"] = second["line"], first["line"]
    return [ALTERED]


@case
def all_lines_of_a_statement_removed(trail):
    trail.rows = [row for row in trail.rows if "drop_line" not in row]
    return [ALTERED, {"kind": "event-missing"}]


@case
def a_statement_that_is_not_named_any_more(trail):
    trail.remove("drop", trail.table("drop")[0])
    return [ALTERED, {"kind": "event-missing"}]


@case
def a_statement_that_is_not_there(trail):
    trail.rows = [row for row in trail.rows if "drop_line" not in row and "drop" not in row]
    return [ALTERED, {"kind": "event-missing"}]


@case
def a_statement_whose_seal_is_removed(trail):
    trail.remove("seal", next(row for row in trail.table("seal") if row["number"] == trail.words["drop_seal"]))
    return [ALTERED, {"kind": "seal-missing", "seal": trail.words["drop_seal"]}]


def state_drop(trail, lines, month, seed=None):
    """Has a seal state a drop, in the words of whoever has this key, and puts the statement there."""
    from tampering import drop_hash
    number = trail.append_seal(f"{month} {drop_hash(lines)}", seed)
    seal = next(row for row in trail.table("seal") if row["number"] == number)
    at = trail.index("transition", trail.table("transition")[0])
    trail.rows[at:at] = [{"drop_line": {"month": month, "position": str(n), "line": line}}
                         for n, line in enumerate(lines, 1)]
    at = trail.index("drop", trail.table("drop")[-1]) + 1
    trail.rows[at:at] = [{"drop": {"month": month, "number": number, "record": seal["record"],
                                   "signature": seal["signature"]}}]
    return number


def statement_of(trail, events):
    """What the statement of a drop of these events would be."""
    numbers = [int(trail.seal_of(event)["number"]) for event in events]
    accounts = sorted({event["account_id"] for event in events})
    return ["memberhub-drop 1", f"month {trail.words['now']}", f"events {len(events)}",
            f"seals {min(numbers)} {max(numbers)}"] + [
                f"account {account} {sum(event['account_id'] == account for event in events)}" for account in accounts]


@case
def a_statement_of_another_key(trail):
    event, place = this_month(trail)
    bundle = list(trail.bundles()[place["seal"], place["account"]])
    number = state_drop(trail, statement_of(trail, bundle), trail.words["now"], FORGED_SEED)
    for victim in bundle:
        trail.remove("event", victim)
    return [{"kind": "seal-signature", "seal": number}, {**ALTERED, "seal": number},
            {"kind": "event-missing", "seal": place["seal"], "account": place["account"]}]


@case
def a_drop_of_this_month_by_whoever_has_the_key(trail):
    event, place = this_month(trail)
    bundle = list(trail.bundles()[place["seal"], place["account"]])
    number = state_drop(trail, statement_of(trail, bundle), trail.words["now"])
    for victim in bundle:
        trail.remove("event", victim)
    return [{"kind": "drop-unexpected", "seal": number}, {"kind": "drop-incomplete", "seal": number}]


@case
def a_draft_that_nobody_signed(trail):
    event, place = this_month(trail)
    bundle = list(trail.bundles()[place["seal"], place["account"]])
    last = trail.table("drop_line")[-1]
    at = trail.index("drop_line", last) + 1
    trail.rows[at:at] = [{"drop_line": {"month": trail.words["now"], "position": str(n), "line": line}}
                         for n, line in enumerate(statement_of(trail, bundle), 1)]
    for victim in bundle:
        trail.remove("event", victim)
    return [{"kind": "event-missing", "seal": place["seal"], "account": place["account"]}]


# ---- states whose events were dropped ----------------------------------------------------------------------------------------------


@case
def a_relationship_whose_events_were_dropped_in_another_state(trail):
    row = trail.silent("relationship", lambda row: row["state"] == "Enabled")
    row["state"] = "Resigned"
    return [{"kind": "state-unexplained", "account": row["administrator_id"]}]


@case
def a_relationship_whose_events_were_dropped_removed(trail):
    row = trail.silent("relationship", lambda row: True)
    trail.remove("relationship", row)
    return [{"kind": "state-unexplained", "account": row["administrator_id"]}]


# ---- accounts, keys, hubs and detectors ------------------------------------------------------------------------------------------


def changed(name, table, which, change, kind, account):
    """A case that changes a row of these, wherever the events that tell of it are."""
    def tamper(trail):
        row = next(row for row in trail.table(table) if all(row[column] == trail.words[word]
                                                           for column, word in which.items()))
        expected = row[account]
        change(trail, row)
        return [{"kind": kind, "account": expected}]
    tamper.__name__ = name
    CASES.append(tamper)


def to(column, value):
    return lambda trail, row: row.update({column: value})


def gone(table):
    return lambda trail, row: trail.remove(table, row)


ACCOUNT, KEY, ENROLLMENT = ("account-unexplained", "account_id"), ("key-unexplained", "account_id"), (
    "enrollment-unexplained", "account_id")
for when in ("old", "new"):
    changed(f"a_suspended_account_of_{when}_set_active", "account", {"account_id": f"{when}_suspended"},
            to("status", "active"), *ACCOUNT)
    changed(f"an_active_account_of_{when}_suspended", "account", {"account_id": f"{when}_active"},
            to("status", "suspended"), *ACCOUNT)
    changed(f"an_account_of_{when}_removed", "account", {"account_id": f"{when}_active"}, gone("account"), *ACCOUNT)
    changed(f"a_disabled_key_of_{when}_set_active", "key", {"access_key_id": f"{when}_disabled"},
            to("status", "active"), *KEY)
    changed(f"an_active_key_of_{when}_disabled", "key", {"access_key_id": f"{when}_key"}, to("status", "disabled"), *KEY)
    changed(f"a_key_of_{when}_removed", "key", {"access_key_id": f"{when}_key"}, gone("key"), *KEY)
    changed(f"a_key_of_{when}_given_to_another_account", "key", {"access_key_id": f"{when}_key"},
            to("account_id", "999999999999"), *KEY)
    changed(f"a_hub_of_{when}_switched_off", "enrollment", {"account_id": f"{when}_hub"}, gone("enrollment"), *ENROLLMENT)
    changed(f"a_detector_of_{when}_with_another_id", "enrollment", {"account_id": f"{when}_detector"},
            to("detector_id", "00" * 16), *ENROLLMENT)
    changed(f"a_detector_of_{when}_moved_to_another_region", "enrollment", {"account_id": f"{when}_detector"},
            to("region", "eu-west-2"), *ENROLLMENT)


def put_in(name, table, row, kind):
    def tamper(trail):
        made = {column: value % trail.words for column, value in row.items()}
        trail.rows.insert(trail.index(table, trail.table(table)[0]), {table: made})
        return [{"kind": kind, "account": made["account_id"]}]
    tamper.__name__ = name
    CASES.append(tamper)


put_in("an_account_that_no_event_made", "account", {"account_id": "100000000001", "status": "active"},
       "account-unexplained")
put_in("a_key_that_no_event_made", "key", {"access_key_id": "AAAAAAAAAAAAAAAAAAAA", "account_id": "%(old_active)s",
                                           "status": "active"}, "key-unexplained")
put_in("a_key_that_was_deleted_there_again", "key", {"access_key_id": "%(old_deleted)s", "account_id": "%(old_active)s",
                                                     "status": "active"}, "key-unexplained")
put_in("a_hub_that_no_event_made", "enrollment", {"service": "securityhub", "region": "eu-west-1",
                                                  "account_id": "%(old_active)s", "detector_id": "enabled"},
       "enrollment-unexplained")
put_in("a_hub_that_was_switched_off_there_again", "enrollment", {
    "service": "securityhub", "region": "eu-west-1", "account_id": "%(old_off)s", "detector_id": "enabled"},
    "enrollment-unexplained")
