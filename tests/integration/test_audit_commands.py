"""memberhubctl audit export and membership at, against the stack that ./dev env names."""
import datetime
import json
import os
import re
import subprocess

import memberhub_testing as testing
import pytest


def run(*arguments):
    testing.required("MEMBERHUB_CONF")
    return subprocess.run(["memberhubctl", *arguments], capture_output=True, text=True, timeout=testing.TIMEOUT_S,
                          stdin=subprocess.DEVNULL)


def ctl(*arguments):
    done = run(*arguments)
    assert (done.returncode, done.stderr) == (0, ""), done
    return done.stdout


def now():
    moment = datetime.datetime.now(datetime.timezone.utc) + datetime.timedelta(milliseconds=1)
    return moment.strftime("%Y-%m-%dT%H:%M:%S.") + f"{moment.microsecond // 1000:03d}Z"


def memberships(time, account):
    return json.loads(ctl("membership", "at", "--time", time, "--account", account, "--json"))["Memberships"]


@pytest.fixture
def pair(accounts):
    """An administrator, its member that accepted and left again, and the moments in between."""
    administrator, member = accounts.new(), accounts.new()
    clients = [testing.client(testing.SERVICE, name) for name in (administrator, member)]
    for client in clients:
        client.enable_security_hub(EnableDefaultStandards=False)
    head, other = clients
    head.create_members(AccountDetails=[{"AccountId": member}])
    head.invite_members(AccountIds=[member])
    moments = [now()]
    other.accept_administrator_invitation(
        AdministratorId=administrator, InvitationId=other.list_invitations()["Invitations"][0]["InvitationId"])
    moments.append(now())
    other.disassociate_from_administrator_account()
    moments.append(now())
    return administrator, member, moments


def test_who_could_see_whose_findings_is_told_for_each_moment(pair):
    administrator, member, (before, between, after) = pair
    for account in (administrator, member):
        found = memberships(between, account)
        assert [(row["AdministratorId"], row["MemberId"], row["State"], row["Service"]) for row in found] == [
            (administrator, member, "Enabled", testing.SERVICE)]
        assert before <= found[0]["Since"] <= between
        assert memberships(before, account) == memberships(after, account) == []


def test_a_time_of_another_form_is_wrong_usage():
    for time in ("yesterday", "2020-13-01", "2020-11-22T10:00:00", "2020-11-22T10:00:00+01:00", ""):
        done = run("membership", "at", "--time", time)
        assert (done.returncode, done.stdout) == (2, "") and "a time looks like" in done.stderr, done


def test_a_time_is_taken_as_a_signature_writes_it_too(pair):
    _, member, (_, between, _) = pair
    later = f"{int(between[:4]) + 1}-01-01T00:00:00Z"
    assert memberships("20200101T000000Z", member) == memberships("2020-01-01T00:00:00Z", member) == []
    for time in (later, later.replace("-", "").replace(":", "")):
        done = run("membership", "at", "--time", time)
        assert (done.returncode, done.stdout) == (1, "") and f"{time} is yet to come" in done.stderr, done


def test_an_export_is_files_as_cloudtrail_delivers_them(pair, tmp_path):
    administrator, _, _ = pair
    export = ["audit", "export", "--account", administrator, "--dir", str(tmp_path / "out")]
    summary = json.loads(ctl(*export, "--json"))
    names = sorted(os.listdir(tmp_path / "out"))
    assert all(re.fullmatch(rf"{administrator}_CloudTrail_all-regions_\d{{8}}T0000Z_[0-9a-f]{{16}}\.json", name)
               for name in names)
    records = [record for name in names for record in json.loads((tmp_path / "out" / name).read_text())["Records"]]
    changes = [record["eventName"] for record in records if not record["readOnly"]]
    assert changes == ["CreateAccount", "EnableSecurityHub", "CreateMembers", "InviteMembers"]
    assert {record["recipientAccountId"] for record in records} == {administrator}
    assert (summary["Events"], summary["Files"]) == (len(records), len(names))

    again = run(*export)
    assert again.returncode == 1 and "is there already" in again.stderr and "another --dir" in again.stderr, again


def test_an_export_keeps_to_its_times(pair, tmp_path):
    administrator, _, (before, _, _) = pair
    export = ["audit", "export", "--account", administrator, "--json", "--dir", str(tmp_path / "out")]
    assert json.loads(ctl(*export, "--to", "2020-01-01"))["Events"] == 0
    assert json.loads(ctl(*export, "--from", "2020-01-01", "--to", "2020-01-02T00:00:00Z"))["Files"] == 0
    assert json.loads(ctl(*export, "--to", before))["Events"] >= 3


def test_the_trail_of_a_stack_that_serves_is_clean(pair):
    """While others write: one moment is verified, whatever comes behind it."""
    summary = json.loads(ctl("audit", "verify", "--json"))
    assert summary["findings"] == [] and summary["events"] > 0 and summary["seals"] > 0


def test_a_key_of_another_form_is_wrong_usage():
    done = run("audit", "verify", "--key", "1234")
    assert (done.returncode, done.stdout) == (2, "") and "64 hex digits" in done.stderr
