"""Kinds of tampering with a dump of a trail or with its seal file, and what has to be said of each.

A case is a function that changes a tampering.Trail and gives the findings that have to be there: kind and place.
"""
import json
import time
from datetime import datetime, timedelta, timezone

from tampering import chain_hash, field, leaf, seal_line, with_field

CASES = []
FORGED_SEED = bytes(range(32))
FORGED_RECORD = '{"eventName":"CreateMembers","sourceIPAddress":"192.0.2.1"}'


def case(function):
    CASES.append(function)
    return function


# ---- events ------------------------------------------------------------------------------------------------------------


def altered(column, change):
    """A case that changes one column of an event and nothing else."""
    def tamper(trail):
        event, place = trail.pick(where=lambda event: event[column] and change(event[column]) != event[column])
        event[column] = change(event[column])
        return [{"kind": "event-altered", **place, "sequence": event["sequence"]}]
    tamper.__name__ = f"the_{column}_of_an_event_altered"
    CASES.append(tamper)


altered("record", lambda text: text.replace('"sourceIPAddress":"127.0.0.1"', '"sourceIPAddress":"192.0.2.1"'))
altered("effects", lambda text: text.replace('"member" : "', '"member" : "9', 1))
altered("service", lambda text: "guardduty" if text == "securityhub" else "securityhub")
altered("region", lambda text: "us-east-1")
altered("event_name", lambda text: text + "s")
altered("event_time_ms", lambda text: str(int(text) - 1))
altered("sequence", lambda text: str(int(text) + 100000))


@case
def the_id_of_an_event_altered(trail):
    event, place = trail.pick()
    event["event_id"] = "00000000-0000-4000-8000-00000000000a"
    return [{"kind": "event-altered", **place, "event": event["event_id"]}]


@case
def the_effects_of_an_event_removed(trail):
    event, place = trail.pick(where=lambda event: event["effects"])
    event["effects"] = None
    return [{"kind": "event-altered", **place}]


@case
def an_event_altered_and_its_leaf_made_to_fit(trail):
    event, place = trail.pick(most=1)
    event["record"] = FORGED_RECORD
    event["leaf"] = leaf(event)
    return [{"kind": "event-altered", **place}]


@case
def one_of_several_events_altered_and_its_leaf_made_to_fit(trail):
    event, place = trail.pick(least=3)
    event["record"] = FORGED_RECORD
    event["leaf"] = leaf(event)
    return [{"kind": "event-altered", "seal": place["seal"], "account": place["account"]}]


@case
def a_leaf_altered(trail):
    event, place = trail.pick()
    event["leaf"] = "00" * 32
    return [{"kind": "leaf-altered", **place}]


@case
def an_event_and_the_leaf_of_its_neighbour_altered(trail):
    event, place = trail.pick(least=3)
    other = next(e for e in trail.bundles()[place["seal"], place["account"]] if e is not event)
    event["record"], other["leaf"] = FORGED_RECORD, "00" * 32
    return [{"kind": "event-altered", **place}, {"kind": "leaf-altered", **trail.place(other)}]


@case
def an_event_altered_with_its_leaf_beside_the_altered_leaf_of_its_neighbour(trail):
    """No hash proves which event it is, so none is named."""
    event, place = trail.pick(least=3)
    other = next(e for e in trail.bundles()[place["seal"], place["account"]] if e is not event)
    event["record"], other["leaf"] = FORGED_RECORD, "00" * 32
    event["leaf"] = leaf(event)
    return [{"kind": "event-altered", "seal": place["seal"], "account": place["account"], "sequence": None}]


@case
def an_event_that_is_given_to_another_account(trail):
    event, place = trail.pick(least=2)
    event["account_id"] = "999999999999"
    return [{"kind": "event-missing", "seal": place["seal"], "account": place["account"]},
            {"kind": "event-inserted", **place, "account": "999999999999"}]


@case
def an_event_that_no_account_has(trail):
    event, place = trail.pick()
    event["account_id"] = "no account at all"
    event["leaf"] = leaf(event)
    return [{"kind": "event-malformed", "event": place["event"]}]


@case
def a_leaf_that_is_no_hash(trail):
    event, place = trail.pick()
    event["leaf"] = event["leaf"][:-2]
    return [{"kind": "event-malformed", **place}]


def removed(name, choose):
    def tamper(trail):
        event = choose(trail)
        place = trail.place(event)
        trail.remove("event", event)
        return [{"kind": "event-missing", "seal": place["seal"], "account": place["account"]}]
    tamper.__name__ = f"the_{name}_event_removed"
    CASES.append(tamper)


removed("first", lambda trail: trail.table("event")[0])
removed("last", lambda trail: trail.table("event")[-1])
removed("only", lambda trail: trail.pick(most=1)[0])
removed("middle", lambda trail: trail.pick(least=3)[0])


@case
def all_events_of_an_account_under_a_seal_removed(trail):
    event, place = trail.pick(least=2)
    for other in trail.bundles()[place["seal"], place["account"]]:
        trail.remove("event", other)
    return [{"kind": "event-missing", "seal": place["seal"], "account": place["account"]}]


@case
def the_events_of_two_accounts_under_a_seal_removed(trail):
    """Each is named."""
    number = next(seal["number"] for seal in trail.table("seal")
                  if len({account for of, account in trail.bundles() if of == seal["number"]}) > 1)
    accounts = sorted(account for of, account in trail.bundles() if of == number)[:2]
    for account in accounts:
        for event in trail.bundles()[number, account]:
            trail.remove("event", event)
    return [{"kind": "event-missing", "seal": number, "account": account} for account in accounts]


@case
def all_events_of_a_seal_removed(trail):
    _, place = trail.pick()
    for (number, _), bundle in trail.bundles().items():
        for event in bundle if number == place["seal"] else []:
            trail.remove("event", event)
    return [{"kind": "event-missing", "seal": place["seal"]}]


@case
def all_events_removed(trail):
    first = trail.place(trail.table("event")[0])
    trail.rows = [row for row in trail.rows if "event" not in row]
    return [{"kind": "event-missing", "seal": first["seal"]}]


@case
def an_event_put_among_those_of_a_seal(trail):
    event, place = trail.pick(least=2)
    new = {**event, "sequence": trail.free_sequence(), "event_id": "00000000-0000-4000-8000-00000000000b",
           "record": FORGED_RECORD, "effects": None}
    new["leaf"] = leaf(new)
    trail.insert_behind(event, new)
    return [{"kind": "event-inserted", **place, "sequence": new["sequence"], "event": new["event_id"]}]


@case
def an_event_that_is_there_twice(trail):
    event, place = trail.pick(least=2)
    new = {**event, "sequence": trail.free_sequence()}
    new["leaf"] = leaf(new)
    trail.insert_behind(event, new)
    return [{"kind": "event-inserted", **place, "sequence": new["sequence"]}]


@case
def an_event_of_an_account_that_had_none_under_a_seal(trail):
    event, place = trail.pick()
    new = {**event, "sequence": trail.free_sequence(), "account_id": "999999999999", "effects": None}
    new["leaf"] = leaf(new)
    trail.insert_behind(event, new)
    return [{"kind": "event-inserted", **place, "account": "999999999999", "sequence": new["sequence"]}]


@case
def several_events_put_among_those_of_a_seal(trail):
    event, place = trail.pick(least=2)
    for n in range(3):
        new = {**event, "sequence": str(int(trail.free_sequence()) + n), "effects": None}
        new["leaf"] = leaf(new)
        trail.insert_behind(event, new)
    return [{"kind": "event-inserted", "seal": place["seal"], "account": place["account"]}]


@case
def an_event_behind_the_seal_that_covers_its_transaction(trail):
    event, place = trail.pick(where=lambda event: trail.seal_of(event)["number"] != trail.table("seal")[-1]["number"])
    new = {**event, "sequence": trail.free_sequence(), "effects": None}
    new["leaf"] = leaf(new)
    trail.rows.insert(trail.index("relationship", trail.table("relationship")[0]), {"event": new})
    return [{"kind": "event-inserted", "account": place["account"], "sequence": new["sequence"]}]


def swapped(name, refit):
    def tamper(trail):
        event, place = trail.pick(least=2, most=12)
        other = next(e for e in trail.bundles()[place["seal"], place["account"]] if e is not event)
        for column in ("sequence", "transaction_id"):
            event[column], other[column] = other[column], event[column]
        first, second = trail.index("event", event), trail.index("event", other)
        trail.rows[first], trail.rows[second] = trail.rows[second], trail.rows[first]
        if refit:
            event["leaf"], other["leaf"] = leaf(event), leaf(other)
        return [{"kind": "event-reordered", "seal": place["seal"], "account": place["account"], "event": e["event_id"]}
                for e in (event, other)]
    tamper.__name__ = name
    CASES.append(tamper)


swapped("two_events_that_changed_places", False)
swapped("two_events_that_changed_places_and_their_leaves_made_to_fit", True)


@case
def an_event_moved_under_the_next_seal(trail):
    bundles = trail.bundles()
    numbers = {number for number, _ in bundles}
    event, place = trail.pick(least=2, where=lambda event: str(int(trail.seal_of(event)["number"]) + 1) in numbers)
    target = next(bundle[0] for (number, _), bundle in bundles.items() if number == str(int(place["seal"]) + 1))
    trail.remove("event", event)
    event["transaction_id"], event["leaf"] = target["transaction_id"], ""
    event["leaf"] = leaf(event)
    trail.rows.insert(trail.index("event", target), {"event": event})
    return [{"kind": "event-missing", "seal": place["seal"], "account": place["account"]},
            {"kind": "event-inserted", "seal": str(int(place["seal"]) + 1), "account": place["account"]}]


@case
def an_event_dated_long_before_its_seal(trail):
    event, place = trail.pick(where=lambda event: int(trail.seal_of(event)["number"]) > 2)
    event["event_time_ms"] = str(int(event["event_time_ms"]) - 86400000)
    return [{"kind": "event-time", **place}, {"kind": "event-altered", **place}]


@case
def an_event_dated_after_its_seal(trail):
    event, place = trail.pick()
    event["event_time_ms"] = str(int(event["event_time_ms"]) + 86400000)
    return [{"kind": "event-time", **place}]


# ---- seals ---------------------------------------------------------------------------------------------------------------


def some_seal(trail, first=1):
    return trail.rng.choice(trail.table("seal")[first:-1])


@case
def a_seal_removed(trail):
    seal = some_seal(trail)
    trail.remove("seal", seal)
    return [{"kind": "seal-missing", "seal": seal["number"]}]


@case
def the_first_seal_removed(trail):
    trail.remove("seal", trail.table("seal")[0])
    return [{"kind": "seal-missing", "seal": "1"}]


@case
def the_last_seal_removed(trail):
    seal = trail.table("seal")[-1]
    trail.remove("seal", seal)
    return [{"kind": "seal-missing", "seal": seal["number"]}]


@case
def the_last_seal_dated_ahead_and_removed(trail):
    """The date is the database's: what is removed with its seal must not pass for what came after the dump."""
    seal = trail.table("seal")[-1]
    ahead = datetime.now(timezone.utc) + timedelta(minutes=50)
    seal["record"] = with_field(seal["record"], "sealed-at", ahead.strftime("%Y-%m-%dT%H:%M:%S.000Z"))
    trail.sign(seal)
    trail.seal_lines[-1] = seal_line(seal)
    trail.rows = [row for row in trail.rows if row.get("seal") is not seal
                  and row.get("seal_account", {}).get("number") != seal["number"]
                  and int(row.get("event", {"transaction_id": 0})["transaction_id"]) < int(seal["from_transaction"])]
    return [{"kind": "seal-time", "seal": seal["number"]}]


@case
def all_seals_removed(trail):
    trail.rows = [row for row in trail.rows if "seal" not in row]
    return [{"kind": "seal-missing", "seal": "1"}]


@case
def the_trail_as_it_was_some_seals_ago(trail):
    """A database set back to an old copy is a trail without fault, but for the seal file."""
    kept = trail.table("seal")[:3]
    end = int(kept[-1]["to_transaction"])
    trail.rows = [row for row in trail.rows if not (
        "seal" in row and row["seal"] not in kept or
        "seal_account" in row and int(row["seal_account"]["number"]) > 3 or
        "event" in row and int(row["event"]["transaction_id"]) >= end)]
    return [{"kind": "seal-missing", "seal": "4"}]


@case
def two_seals_that_changed_places(trail):
    seal = some_seal(trail)
    at = trail.table("seal").index(seal)
    other = trail.table("seal")[at + 1]
    first, second = trail.index("seal", seal), trail.index("seal", other)
    trail.rows[first], trail.rows[second] = trail.rows[second], trail.rows[first]
    return [{"kind": "seal-chain", "seal": seal["number"]}]


@case
def a_seal_that_is_there_twice(trail):
    seal = some_seal(trail)
    trail.rows.insert(trail.index("seal", seal), {"seal": dict(seal)})
    return [{"kind": "seal-chain", "seal": seal["number"]}]


def seal_altered(name, value):
    def tamper(trail):
        seal = some_seal(trail)
        seal["record"] = with_field(seal["record"], name, value(field(seal["record"], name)))
        return [{"kind": "seal-signature", "seal": seal["number"]}]
    tamper.__name__ = f"the_{name.replace('-', '_')}_of_a_seal_altered"
    CASES.append(tamper)


seal_altered("root", lambda value: "00" * 32)
seal_altered("previous", lambda value: "00" * 32)
seal_altered("events", lambda value: str(int(value) + 1))
seal_altered("accounts", lambda value: str(int(value) + 1))
seal_altered("sealed-at", lambda value: "2020" + value[4:])


@case
def a_seal_whose_record_is_none(trail):
    seal = some_seal(trail)
    seal["record"] = seal["record"].replace("memberhub-seal-2", "memberhub-seal-3")
    return [{"kind": "seal-altered", "seal": seal["number"]}]


@case
def a_column_beside_a_seal_altered(trail):
    seal = some_seal(trail)
    seal["sealed_at"] = "2020" + seal["sealed_at"][4:]
    return [{"kind": "seal-altered", "seal": seal["number"]}]


@case
def a_signature_altered(trail):
    seal = some_seal(trail)
    seal["signature"] = "00" * 64
    return [{"kind": "seal-signature", "seal": seal["number"]}]


@case
def the_signature_of_another_seal(trail):
    seal = some_seal(trail)
    seal["signature"] = trail.table("seal")[-1]["signature"]
    return [{"kind": "seal-signature", "seal": seal["number"]}]


@case
def a_signature_that_is_none(trail):
    seal = some_seal(trail)
    seal["signature"] = seal["signature"][2:]
    return [{"kind": "seal-altered", "seal": seal["number"]}]


@case
def all_seals_made_anew_with_another_key(trail):
    previous = "0" * 64
    for seal in trail.table("seal"):
        seal["record"] = with_field(with_field(seal["record"], "key", "0123456789abcdef"), "previous", previous)
        trail.sign(seal, FORGED_SEED)
        previous = chain_hash(seal)
    return [{"kind": "seal-key", "seal": "1"}, {"kind": "seal-signature", "seal": "1"},
            {"kind": "seal-file-differs", "seal": "1"}]


def resigned(name, kind, change):
    """What whoever has the key can do; the chain and the seal file are against it."""
    def tamper(trail):
        seal = some_seal(trail, first=2)
        seal["record"] = change(seal["record"], seal)
        trail.sign(seal)
        return [{"kind": kind, "seal": seal["number"]}, {"kind": "seal-file-differs", "seal": seal["number"]}]
    tamper.__name__ = name
    CASES.append(tamper)


def earlier(record, seal):
    seal["sealed_at"] = "2020" + seal["sealed_at"][4:]
    return with_field(record, "sealed-at", seal["sealed_at"])


def from_the_start(record, seal):
    seal["from_transaction"] = "1"
    return with_field(record, "from-transaction", "1")


resigned("a_seal_with_another_past", "seal-chain", lambda record, seal: with_field(record, "previous", "00" * 32))
resigned("a_seal_that_leaves_a_gap", "seal-chain", from_the_start)
resigned("a_seal_dated_before_the_one_before", "seal-time", earlier)


@case
def the_stored_root_of_an_account_altered(trail):
    account = trail.rng.choice(trail.table("seal_account"))
    account["root"] = "00" * 32
    return [{"kind": "seal-accounts", "seal": account["number"], "account": account["account_id"]}]


@case
def the_stored_count_of_an_account_altered(trail):
    account = trail.rng.choice(trail.table("seal_account"))
    account["events"] = str(int(account["events"]) + 1)
    return [{"kind": "seal-accounts", "seal": account["number"], "account": account["account_id"]}]


@case
def the_stored_root_of_an_account_removed(trail):
    account = trail.rng.choice(trail.table("seal_account"))
    trail.remove("seal_account", account)
    return [{"kind": "seal-accounts", "seal": account["number"]}]


@case
def a_stored_root_of_an_account_without_events_beside_an_altered_event(trail):
    event, place = trail.pick()
    event["record"] = FORGED_RECORD
    last = [row for row in trail.table("seal_account") if row["number"] == place["seal"]][-1]
    row = {**last, "account_id": "999999999999", "events": "0", "root": "00" * 32}
    trail.rows.insert(trail.index("seal_account", last) + 1, {"seal_account": row})
    return [{"kind": "event-altered", **place},
            {"kind": "seal-accounts", "seal": place["seal"], "account": "999999999999"}]


@case
def an_event_and_the_stored_root_of_its_account_removed(trail):
    event, place = trail.pick(most=1)
    trail.remove("event", event)
    trail.remove("seal_account", next(row for row in trail.table("seal_account") if (
        row["number"], row["account_id"]) == (place["seal"], place["account"])))
    return [{"kind": "seal-accounts", "seal": place["seal"]}]


# ---- the seal file -------------------------------------------------------------------------------------------------------


@case
def a_line_of_the_seal_file_altered(trail):
    at = trail.rng.randrange(1, len(trail.seal_lines) - 1)
    line = json.loads(trail.seal_lines[at])
    line["signature"] = "00" * 64
    trail.seal_lines[at] = json.dumps(line, separators=(",", ":")) + "\n"
    return [{"kind": "seal-file-differs", "seal": str(line["number"])}]


@case
def a_line_of_the_seal_file_removed(trail):
    at = trail.rng.randrange(1, len(trail.seal_lines) - 1)
    number = json.loads(trail.seal_lines.pop(at))["number"]
    return [{"kind": "seal-file-missing", "seal": str(number)}]


@case
def a_line_of_the_seal_file_that_no_sealer_wrote(trail):
    trail.seal_lines.insert(1, "{}\n")
    return [{"kind": "seal-file-damaged"}]


@case
def the_end_of_the_seal_file_cut_off_long_ago(trail):
    lost = json.loads(trail.seal_lines.pop())["number"]
    trail.rows[0]["taken_at_ms"] += 120000
    return [{"kind": "seal-file-missing", "seal": str(lost)}]


# ---- relationships ---------------------------------------------------------------------------------------------------------


@case
def a_relationship_in_another_state(trail):
    row = trail.rng.choice([row for row in trail.table("relationship") if row["state"] != "Enabled"])
    row["state"] = "Enabled"
    return [{"kind": "state-unexplained", "account": row["administrator_id"]}]


@case
def a_relationship_removed(trail):
    row = trail.rng.choice(trail.table("relationship"))
    trail.remove("relationship", row)
    return [{"kind": "state-unexplained", "account": row["administrator_id"]}]


@case
def a_relationship_that_no_event_made(trail):
    row = trail.table("relationship")[0]
    trail.rows.insert(trail.index("relationship", row), {"relationship": {**row, "administrator_id": "999999999999"}})
    return [{"kind": "state-unexplained", "account": "999999999999"}]


@case
def a_relationship_that_no_event_made_where_events_were_dropped(trail):
    drop_first_events(trail, 20, 20)
    return a_relationship_that_no_event_made(trail)


def unsealed(name, kind, effects, **changed):
    """What a superuser appends before the next seal has its hash; the states are against it."""
    def tamper(trail):
        row = next(row for row in trail.table("relationship") if row["state"] == "Enabled"
                   and row["service"] == "securityhub")
        moved = {"administrator": row["administrator_id"], "member": row["member_id"], **effects}
        event = trail.append_unsealed(account_id=row["administrator_id"], service=row["service"], region=row["region"],
                                      effects=json.dumps([moved]), **changed)
        if kind == "effect-broken":
            row["state"] = effects["to"]
        return [{"kind": kind, "account": row["administrator_id"], "sequence": event["sequence"],
                 "event": event["event_id"]}]
    tamper.__name__ = name
    CASES.append(tamper)


unsealed("an_event_that_moves_as_its_operation_never_does", "effect-illegal", {"from": "Enabled", "to": "Invited"},
         event_name="CreateMembers")
unsealed("an_event_that_moves_from_where_nothing_was", "effect-broken", {"from": "Created", "to": "Invited"},
         event_name="InviteMembers")
unsealed("an_event_whose_effects_are_no_effects", "effect-malformed", {"from": "Enabled", "to": "Nowhere"},
         event_name="DeleteMembers")


unsealed("a_trail_that_begins_a_second_time", "effect-broken", {"from": "None", "to": "Enabled"},
         event_name="TrailBegins")
unsealed("a_state_repeated_where_nothing_was_dropped", "effect-illegal", {"from": "Enabled", "to": "Enabled"},
         event_name="TrailBegins")


@case
def a_trail_that_begins_again_after_an_end(trail):
    effects = [{"from": "Enabled", "to": "Removed"}, {"from": "Removed", "to": "None"}, {"from": "None", "to": "Enabled"}]
    row = next(row for row in trail.table("relationship") if row["state"] == "Enabled"
               and row["service"] == "securityhub")
    for name, effect in zip(("DisassociateMembers", "DeleteMembers", "TrailBegins"), effects):
        moved = {"administrator": row["administrator_id"], "member": row["member_id"], **effect}
        event = trail.append_unsealed(account_id=row["administrator_id"], service=row["service"], region=row["region"],
                                      event_name=name, effects=json.dumps([moved]))
    return [{"kind": "effect-broken", "sequence": event["sequence"]}]


@case
def a_move_that_no_state_shows(trail):
    row = next(row for row in trail.table("relationship") if row["state"] == "Enabled" and row["service"] == "securityhub")
    moved = {"administrator": row["administrator_id"], "member": row["member_id"], "from": "Enabled", "to": "Removed"}
    trail.append_unsealed(account_id=row["administrator_id"], service=row["service"], region=row["region"],
                          event_name="DisassociateMembers", effects=json.dumps([moved]))
    return [{"kind": "state-unexplained", "account": row["administrator_id"]}]


@case
def an_event_without_a_seal_for_too_long(trail):
    trail.append_unsealed(event_time_ms=str(trail.rows[0]["taken_at_ms"] - 120000))
    return [{"kind": "unsealed-old"}]


@case
def an_event_without_a_seal_for_too_long_that_says_it_is_new(trail):
    trail.rows[0]["taken_at_ms"] += 2 * 3600 * 1000
    trail.append_unsealed(event_time_ms=str(trail.rows[0]["taken_at_ms"]))
    return [{"kind": "unsealed-old"}]


@case
def an_unsealed_event_of_a_transaction_that_has_not_begun(trail):
    event = trail.append_unsealed(transaction_id=trail.table("counts")[0]["next_transaction"])
    return [{"kind": "event-inserted", "sequence": event["sequence"], "event": event["event_id"]}]


@case
def an_unsealed_event_that_is_still_to_come(trail):
    event = trail.append_unsealed(event_time_ms=str(trail.rows[0]["taken_at_ms"] + 600000))
    return [{"kind": "event-inserted", "sequence": event["sequence"], "event": event["event_id"]}]


@case
def an_unsealed_event_whose_leaf_is_another(trail):
    event = trail.append_unsealed()
    event["record"] = FORGED_RECORD
    return [{"kind": "event-altered", "sequence": event["sequence"], "event": event["event_id"]}]


# ---- views ---------------------------------------------------------------------------------------------------------------


def views_of(event):
    return json.loads(event["record"]).get("additionalEventData", {}).get("views", [])


def ended_member(trail, event):
    """One whose findings an event showed, and whose relationship ended after that."""
    return next((view for view in views_of(event) if "invitationId" in view and not any(
        row["member_id"] == view["accountId"] and row["state"] in ("Enabled", "Disabled")
        for row in trail.table("relationship"))), None)


def forged_view(name, change, kind="view-unexplained", where=lambda trail, event: True, **said):
    """A case of an event that repeats an honest view of another's findings, as `change` makes its data."""
    def tamper(trail):
        event, _ = trail.pick(where=lambda event: any("invitationId" in view for view in views_of(event))
                              and where(trail, event))
        record = json.loads(event["record"])
        data = record["additionalEventData"]
        data["views"] = [view for view in data["views"] if "invitationId" in view]
        change(trail, event, data)
        forged = trail.append_unsealed(**{name: event[name] for name in ("account_id", "service", "region", "event_name")},
                                       record=json.dumps(record))
        return [{"kind": kind, "account": event["account_id"], "sequence": forged["sequence"],
                 "event": forged["event_id"], **said}]
    tamper.__name__ = f"a_view_{name}"
    CASES.append(tamper)


def as_of_now(trail, event, data):
    """After everything that is sealed."""
    last = trail.table("seal")[-1]["to_transaction"]
    data["snapshot"] = f"{last}:{last}:"
    data["views"] = [ended_member(trail, event)]


def first_view(**members):
    def change(trail, event, data):
        data["views"][0].update(members)
    return change


def before_everything(trail, event, data):
    data["snapshot"] = "3:3:"


def by_no_invitation(trail, event, data):
    del data["views"][0]["invitationId"]


def in_no_snapshot(trail, event, data):
    data["snapshot"] = "now"


def of_nothing(trail, event, data):
    data["views"] = {}


forged_view("of_an_account_that_never_accepted", first_view(accountId="999999999999"))
forged_view("in_a_region_where_nobody_accepted", first_view(region="us-west-2"))
forged_view("by_another_invitation", first_view(invitationId="0" * 32))
forged_view("by_no_invitation", by_no_invitation)
forged_view("of_before_the_acceptance", before_everything)
forged_view("of_after_the_end", as_of_now, where=ended_member)
forged_view("in_no_snapshot", in_no_snapshot, kind="view-malformed")
forged_view("that_is_no_list", of_nothing, kind="view-malformed")
forged_view("of_no_number_of_findings", first_view(findings="many"), kind="view-malformed")


@case
def a_view_that_showed_fewer_than_it_did(trail):
    event, place = trail.pick(where=views_of)
    record = json.loads(event["record"])
    record["additionalEventData"]["views"][0]["findings"] += 1
    event["record"] = json.dumps(record)
    return [{"kind": "event-altered", **place}]


@case
def an_acceptance_that_views_followed_taken_away(trail):
    """Its event is missing, and the views that it let in are named beside that."""
    view, _ = trail.pick(where=lambda event: any("invitationId" in view for view in views_of(event)))
    invitation = next(view["invitationId"] for view in views_of(view) if "invitationId" in view)
    event = next(event for event in trail.table("event") if event["effects"] and
                 event["event_name"].startswith("Accept") and invitation in event["record"])
    place = trail.place(event)
    trail.remove("event", event)
    return [{"kind": "event-missing", "seal": place["seal"], "account": place["account"]},
            {"kind": "view-unexplained", "sequence": view["sequence"], "event": view["event_id"]}]


def carry_over(trail, victims):
    """Repeats, as retention did, how relationships stand of which nothing else is told."""
    last = {}
    for event in sorted(trail.table("event"), key=lambda event: int(event["sequence"])):
        for effect in json.loads(event["effects"] or "[]"):
            last[event["service"], event["region"], effect["administrator"], effect["member"]] = effect["to"], event
    for (service, region, administrator, member), (state, event) in sorted(last.items(), key=lambda item: item[0]):
        if state != "None" and any(event is victim for victim in victims):
            effect = {"administrator": administrator, "member": member, "from": state, "to": state}
            trail.append_unsealed(account_id=administrator, service=service, region=region, event_name="TrailBegins",
                                  effects=json.dumps([effect]))


def drop_first_events(trail, count, told, is_sealed=True, account="000000000000", **changed):
    """
    The trail as retention left it before the sealer stated drops: without its first events, and with one that tells of
    so many.
    """
    trail.in_first_form()
    victims = trail.table("event")[:count]
    carry_over(trail, victims)
    for event in victims:
        trail.remove("event", event)
    month = time.strftime("audit_event_%Y_%m", time.gmtime(int(victims[-1]["event_time_ms"]) / 1000))
    parameters = {"partition": month, "events": told, "firstSequence": int(victims[0]["sequence"]),
                  "lastSequence": int(victims[-1]["sequence"]), "toTransaction": int(victims[-1]["transaction_id"]) + 1}
    trail.append_unsealed(account_id=account, service="cloudtrail", event_name="TrailPartitionDropped",
                          record=json.dumps({"requestParameters": {**parameters, **changed}}))
    if is_sealed:
        trail.seal_rest()
    return victims


@case
def a_hole_that_is_larger_than_what_was_dropped(trail):
    place = trail.place(trail.table("event")[0])
    drop_first_events(trail, 20, 19)
    return [{"kind": "event-missing", "seal": place["seal"]}]


def dropped(name, **arguments):
    """A case of events that are gone with an event that explains nothing."""
    def tamper(trail):
        place = trail.place(trail.table("event")[0])
        drop_first_events(trail, 20, 20, **arguments)
        return [{"kind": "event-missing", "seal": place["seal"]}]
    tamper.__name__ = f"a_drop_{name}"
    CASES.append(tamper)


dropped("that_is_not_sealed", is_sealed=False)
dropped("that_a_customer_told_of", account="111111111111")
dropped("of_an_earlier_month", partition="audit_event_2020_01")
dropped("of_no_month", partition="audit_event_default")
dropped("that_begins_below_zero", firstSequence=-5)
dropped("that_ends_before_it_begins", lastSequence=1, firstSequence=2)
dropped("that_says_its_numbers_in_words", events="20")


@case
def a_larger_hole_before_a_later_first_number(trail):
    place = trail.place(trail.table("event")[0])
    drop_first_events(trail, 20, 1, firstSequence=10)
    return [{"kind": "event-missing", "seal": place["seal"]}]


@case
def a_hole_behind_what_was_dropped(trail):
    event, place = trail.pick(where=lambda event: int(trail.seal_of(event)["number"]) > 4)
    trail.remove("event", event)
    drop_first_events(trail, 20, 20)
    return [{"kind": "event-missing", "seal": place["seal"]}]


# ---- the dump itself -------------------------------------------------------------------------------------------------------


def miscounted(table):
    """A case in which the dump has a row less than was counted."""
    def tamper(trail):
        trail.is_counted = False
        trail.remove(table, trail.rng.choice(trail.table(table)))
        return [{"kind": "rows-hidden"}]
    tamper.__name__ = f"a_dump_that_lacks_one_{table}_of_those_counted"
    CASES.append(tamper)


for name in ("transition", "seal", "seal_account", "event", "relationship"):
    miscounted(name)


@case
def a_dump_without_its_counts(trail):
    trail.remove("counts", trail.table("counts")[0])
    return [{"kind": "dump-damaged"}]


@case
def a_dump_in_the_form_of_before_its_seals(trail):
    """In which accounts, keys, hubs and detectors need not be."""
    trail.rows[0]["memberhub_dump"] = 1
    trail.rows = [row for row in trail.rows if not {"state_counts", "account", "key", "enrollment"} & set(row)]
    return [{"kind": "rows-hidden"}]


@case
def an_event_with_an_id_of_two_megabytes(trail):
    event, place = trail.pick(least=2)
    event["event_id"] *= 60000
    return [{**place, "kind": "event-altered", "event": event["event_id"]}]


@case
def a_dump_without_its_end(trail):
    trail.rows.pop()
    return [{"kind": "dump-damaged"}]


@case
def a_dump_with_a_line_of_another_form(trail):
    event, _ = trail.pick()
    del event["leaf"]
    return [{"kind": "dump-damaged"}]


@case
def a_dump_with_more_behind_its_end(trail):
    trail.rows.append(trail.rows[1])
    return [{"kind": "dump-damaged"}]


@case
def a_dump_whose_parts_changed_places(trail):
    trail.rows.insert(-1, trail.rows.pop(1))
    return [{"kind": "dump-damaged"}]
