"""/metrics: what was counted is there, exactly and for good, and nothing of a client's is.

The stack is this file's own: nobody else's requests are counted, and its processes are killed.
"""
import contextlib
import json
import os
import re
import signal
import subprocess
import threading
from collections import Counter

import pytest

import memberhub_testing as testing
from exposition import Page
from fastcgi_client import KeptConnection
from module_stack import stack_of_a_module
from private_stack import TOP, is_alive, wait_for
from signer import Connection, Request, send

WORKERS = 3
PROMTOOL = TOP / "build" / "promtool" / "promtool"
REQUESTS, DURATIONS = "memberhub_requests_total", "memberhub_request_duration_seconds"
BUSY = "memberhub_worker_busy_seconds_total"
CALLS = "memberhub_database_call_duration_seconds"


@pytest.fixture(scope="module")
def module_stack():
    with stack_of_a_module("metrics", server_workers=WORKERS) as found:
        yield found


@pytest.fixture
def stack(module_stack):
    """The stack, serving with all its workers, whatever the test before did to it."""
    module_stack.up()
    return module_stack


@pytest.fixture
def hub(stack, accounts):
    account = accounts.new()
    testing.client(testing.SERVICE, account).enable_security_hub(EnableDefaultStandards=False)
    return account


def scrape():
    answer = send(f"GET /metrics HTTP/1.1\r\nHost: {testing.endpoint()[7:]}\r\nConnection: close\r\n\r\n".encode())
    assert answer.status == 200
    assert answer.headers["Content-Type"] == "text/plain; version=0.0.4; charset=utf-8"
    return Page(answer.body.decode())


def requests_of(page):
    return page.counts(REQUESTS, "service", "operation", "code")


def wait_for_counts(what, counts, wanted):
    """Waits until a page counts so: an answer is counted just after it was sent."""
    return wait_for(lambda: (page := scrape()) and counts(page) == wanted and page, what)[0]


def read(account):
    return Request(account, "GET", "/accounts").sign()


def create(account, *members):
    body = json.dumps({"AccountDetails": [{"AccountId": member} for member in members]}).encode()
    return Request(account, "POST", "/members", body).sign()


def traffic(accounts, hub):
    """Requests of many kinds, and how they are counted."""
    other = accounts.new()
    caller = Request(hub, "POST", "/", b"Action=GetCallerIdentity&Version=2011-06-15")
    caller.set("Content-Type", "application/x-www-form-urlencoded").sign(service="sts")
    return [(request, times, counted) for times, request, *counted in (
        (5, read(hub), "securityhub", "DescribeHub", "200"),
        (2, read(other), "securityhub", "DescribeHub", "401"),
        (3, create(hub, accounts.new()), "securityhub", "CreateMembers", "200"),
        (1, create(hub, "x"), "securityhub", "CreateMembers", "400"),
        (2, Request(hub, "GET", "/nothing").sign(), "unknown", "unknown", "404"),
        (4, Request(hub, "GET", "/members").sign(secret="wrong"), "unknown", "unknown", "403"),
        (1, caller, "sts", "GetCallerIdentity", "200"),
    )]


def test_each_request_is_counted_once_under_its_operation_and_status(stack, hub, accounts):
    before = scrape()
    wanted = requests_of(before)
    for request, times, counted in traffic(accounts, hub):
        for _ in range(times):
            assert send(request).status == int(counted[2])
        wanted[tuple(counted)] += times
    page = wait_for_counts("the requests are counted", requests_of, wanted)
    called = page.counts(CALLS, "call", suffix="_count") - before.counts(CALLS, "call", suffix="_count")
    # What is refused before its function would be called is put on record by another.
    assert (called[("describe_hub",)], called[("create_members",)], called[("record_refusal",)]) == (7, 3, 1)


def test_a_histogram_has_every_request_once(stack, hub, accounts):
    for request, _, _ in traffic(accounts, hub):
        send(request)
    page = wait_for(lambda: (page := scrape()) and page.counts(DURATIONS, "service", "operation", suffix="_count")
                    == page.counts(REQUESTS, "service", "operation") and page, "durations and requests agree")[0]
    for name in (DURATIONS, CALLS):
        bounds = {}
        for labels, value in page.samples(name, "_bucket"):
            bound = labels.pop("le")
            bounds.setdefault(tuple(labels.items()), []).append((float(bound), value))
        assert bounds
        for labels, buckets in bounds.items():
            assert buckets == sorted(buckets) and len(buckets) == 13, labels
            assert [count for _, count in buckets] == sorted(count for _, count in buckets), labels
            assert buckets[-1][0] == float("inf")
            assert buckets[-1][1] == page.value(name, "_count", **dict(labels)), labels
            assert page.value(name, "_sum", **dict(labels)) > 0, labels


@pytest.mark.parametrize("reason, make", [
    ("missing_authentication", lambda account: Request(account, "GET", "/accounts")),
    ("signature_mismatch", lambda account: Request(account, "GET", "/accounts").sign(secret="wrong")),
    ("unknown_key", lambda account: Request(account, "GET", "/accounts").sign(key="AKIAIOSFODNN7EXAMPLE")),
    ("signature_expired", lambda account: Request(account, "GET", "/accounts").sign(date="20200101T000000Z")),
    ("credential_scope", lambda account: Request(account, "GET", "/accounts").sign(terminator="aws5_request")),
    ("incomplete_signature", lambda account: Request(account, "GET", "/accounts").add("Authorization", "AWS4 x")),
])
def test_a_refused_signature_is_counted_by_its_reason(stack, accounts, reason, make):
    before = scrape().counts("memberhub_auth_failures_total", "reason")
    assert send(make(accounts.new())).status == 403
    page = wait_for_counts("the refusal is counted",
                           lambda page: page.counts("memberhub_auth_failures_total", "reason"),
                           before + Counter({(reason,): 1}))
    assert page.value("memberhub_refusals_total", fault=reason) >= 1


def check_grown(before, after):
    """No counter is gone, and none is less."""
    assert {key: value for key, value in before.growing().items() if after.growing().get(key, -1) < value} == {}


def replace_each(how):
    """Ends every worker, one after the other; the stack has as many again."""
    def replace(stack):
        for pid in stack.workers():
            os.kill(pid, how)
            wait_for(lambda: not is_alive(pid) and len(stack.workers()) == WORKERS, "another worker comes")
    return replace


def reload(stack):
    """New workers first, then the old ones end: meanwhile they count side by side."""
    before = stack.workers()
    os.kill(stack.master, signal.SIGHUP)
    wait_for(lambda: not any(map(is_alive, before)) and len(stack.workers()) == WORKERS, "the old workers are gone")


@pytest.mark.parametrize("replace", [replace_each(signal.SIGKILL), replace_each(signal.SIGTERM), reload],
                         ids=["killed", "told to leave", "reload"])
def test_counters_survive_the_workers_that_counted(stack, hub, replace):
    for _ in range(4 * WORKERS):
        assert send(read(hub)).status == 200
    before = scrape()
    starts = before.value("memberhub_worker_starts_total")
    replace(stack)
    after = wait_for(lambda: (page := scrape()) and page.value("memberhub_worker_starts_total") ==
                     starts + WORKERS and page, "the new workers are counted")[0]
    check_grown(before, after)
    wanted = requests_of(after)
    assert send(read(hub)).status == 200
    wanted["securityhub", "DescribeHub", "200"] += 1
    wait_for_counts("a new worker goes on counting", requests_of, wanted)


def test_scrapes_under_load_only_ever_show_more(stack, hub):
    enough, statuses = threading.Event(), []

    def load():
        with Connection() as connection:
            while not enough.is_set():
                statuses.append(connection.exchange(read(hub).raw()).status)

    threads = [threading.Thread(target=load) for _ in range(2 * WORKERS)]
    before = requests_of(scrape())
    for thread in threads:
        thread.start()
    try:
        pages = [scrape() for _ in range(30)]
    finally:
        enough.set()
        for thread in threads:
            thread.join()
    for earlier, later in zip(pages, pages[1:]):
        check_grown(earlier, later)
    assert set(statuses) == {200}
    wait_for_counts("all are counted", requests_of,
                    before + Counter({("securityhub", "DescribeHub", "200"): len(statuses)}))


def test_every_process_is_in_one_state(stack):
    page = wait_for(lambda: (page := scrape()) and page.value("memberhub_workers") == WORKERS
                    and page.value("memberhub_sealers") == 1
                    # The one that answers has a connection, and no client's request.
                    and page.value("memberhub_workers", state="idle") == WORKERS and page,
                    "all processes are shown, and nobody is at work")[0]
    assert page.value("memberhub_connections") >= 1
    assert page.value("memberhub_draining") == 0


def test_workers_are_busy_for_as_long_as_their_requests_take(stack, hub):
    before = scrape()
    for _ in range(4 * WORKERS):
        assert send(read(hub)).status == 200

    def grown(page, name, suffix=""):
        return page.value(name, suffix) - before.value(name, suffix)
    # A worker counts when it waits again.
    wait_for(lambda: (page := scrape()) and grown(page, DURATIONS, "_count") == 4 * WORKERS
             and grown(page, BUSY) >= grown(page, DURATIONS, "_sum"), "all of it is counted")


def test_a_server_that_stops_is_not_ready_and_goes_on_counting(stack, hub):
    assert send(read(hub)).status == 200
    with KeptConnection(stack.socket_path) as kept:
        operator = {"MEMBERHUB_OPERATOR": "1"}
        assert kept.get("/readyz", **operator) == (200, '{"status":"ready"}\n')
        master = stack.master
        os.kill(master, signal.SIGTERM)
        not_ready = (503, '{"status":"not ready","reason":"the server was told to stop"}\n')
        wait_for(lambda: kept.get("/readyz", **operator) == not_ready, "it is told that the server stops")
        status, text = kept.get("/metrics", **operator)
        assert (status, Page(text).value("memberhub_draining")) == (200, 1)
        assert Page(text).value(REQUESTS, operation="DescribeHub") >= 1
        assert Page(text).value("memberhub_workers", state="leaving") >= 1
        # Nobody new is let in, so a load balancer that asks through nginx hears it from there.
        refused = b"GET /readyz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"
        assert wait_for(lambda: (answer := send(refused)).status == 503 and answer,
                        "nginx has nobody to ask")[0].headers["Retry-After"] == "1"
    # ./dev up, which is next, would take one that is still leaving for one that serves.
    wait_for(lambda: not is_alive(master), "the server stops")


def test_nothing_of_a_client_is_on_the_page(stack, hub, accounts):
    trace = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"
    send(read(hub).add("traceparent", trace).add("User-Agent", "Who-Asks/1.0"))
    send(Request(hub, "GET", "/x-marks-the-spot").sign(region="no-such-9"))
    send(Request(hub, "GET", "/accounts").sign(key="AKIAIOSFODNN7EXAMPLE"))
    form = "application/x-www-form-urlencoded"
    send(Request(hub, "POST", "/", b"Action=EvilQuery&Version=2011-06-15").set("Content-Type", form).sign(service="sts"))
    for service, target in (("securityhub", "Evil.Target"), ("sts", "AWSSecurityTokenServiceV20110615.EvilTarget")):
        send(Request(hub, "POST", "/", b"{}").set("Content-Type", "application/x-amz-json-1.1")
             .set("X-Amz-Target", target).sign(service=service))
    send(Request(hub, "POST", "/service/Evil.Service/operation/EvilOperation", b"").sign())
    text = scrape().text
    assert not re.search(r"\d{12}", text)
    for word in (hub, "AKIA", "127.0.0.1", testing.REGION, "no-such-9", "x-marks", "Who-Asks", trace[3:20], "@", "evil"):
        assert word.lower() not in text.lower()


def test_relationships_are_counted_by_service_and_state(stack, hub, accounts):
    assert send(create(hub, *(accounts.new() for _ in range(7)))).status == 200
    rows = stack.dev("psql", "-qAtc", "SELECT service, state, count(*) FROM memberhub.relationship GROUP BY 1, 2")
    there = Counter({tuple(row.split("|")[:2]): int(row.split("|")[2]) for row in rows.stdout.split()})
    assert there["securityhub", "Created"] >= 7
    # A sealer counts when it comes, and not again for a while.
    os.kill(stack.sealers()[0], signal.SIGKILL)
    page = wait_for_counts("they are counted",
                           lambda page: page.counts("memberhub_relationships", "service", "state"), there)
    assert len(page.samples("memberhub_relationships")) == 12
    assert page.value("memberhub_relationships_age_seconds") >= 0


def test_the_seal_lag_is_the_age_of_what_is_not_sealed(stack, hub, accounts):
    lag, number = "memberhub_audit_seal_lag_seconds", "memberhub_audit_last_seal_number"
    sealer = stack.sealers()[0]
    os.kill(sealer, signal.SIGSTOP)
    try:
        before = scrape()
        assert send(create(hub, accounts.new())).status == 200
        first = wait_for(lambda: scrape().value(lag), "there is a lag")[0]
        page = wait_for(lambda: (page := scrape()) and page.value(lag) > first and page, "it grows")[0]
        assert page.value(number) == before.value(number)
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.kill(sealer, signal.SIGCONT)
    page = wait_for(lambda: (page := scrape()) and page.value(lag) == 0 and page, "all is sealed")[0]
    assert page.value(number) > before.value(number)
    assert page.value("memberhub_audit_last_seal_time_seconds") > 1.6e9


def logged_retries(stack):
    """How often a request had a call to the database tried again, of all that were logged."""
    return sum(line.get("db_retries", 0) for line in stack.events("request"))


def test_without_a_database_the_page_has_what_memory_knows(stack, hub):
    # Counts have to be there, and each worker has to know that the database is away.
    wait_for(lambda: scrape().samples("memberhub_relationships"), "relationships are counted")
    before, logged = scrape(), logged_retries(stack)
    assert before.value("memberhub_database_up") == 1
    stack.stop_database()
    try:
        pages = [scrape() for _ in range(2 * WORKERS)]
    finally:
        stack.up()
    for page in pages:
        assert page.value("memberhub_database_up") == 0
        assert page.samples("memberhub_audit_seal_lag_seconds") == []
        assert page.samples("memberhub_relationships") == before.samples("memberhub_relationships")
        check_grown(before, page)
    assert pages[-1].value("memberhub_database_retries_total", kind="unsent") > 0
    # The sealer, and recording events, have no line.
    retries = "memberhub_database_retries_total"
    assert 0 < logged_retries(stack) - logged <= scrape().value(retries) - before.value(retries)
    wait_for(lambda: scrape().value("memberhub_database_up") == 1, "the database is back")


def documented():
    """The labels of each metric, as memberhub-metrics(7) has them."""
    page = (TOP / "man" / "memberhub-metrics.7").read_text()
    return {name: set(labels.replace(",", " ").split())
            for name, labels in re.findall(r"^\.It Li (memberhub_\w+)(?: Brq Li (.*))?$", page, re.M)}


def test_every_metric_and_its_labels_are_as_the_manual_has_them(stack, hub, accounts):
    for request, _, _ in traffic(accounts, hub):
        send(request)
    page = wait_for(lambda: (page := scrape()) and page.samples("memberhub_relationships") and page,
                    "relationships are counted")[0]
    shown = {}
    for name, family in page.families.items():
        assert family.samples, f"{name} has no sample"
        shown[name] = {label for _, labels in family.samples for label, _ in labels} - {"le"}
    assert shown == documented()


def promtool(*arguments, **options):
    if not PROMTOOL.is_file():
        pytest.skip("there is no promtool: ./dev test fetches it with apt-get where that is possible")
    done = subprocess.run([PROMTOOL, *arguments], capture_output=True, text=True, **options)
    assert (done.returncode, done.stderr) == (0, ""), done.stdout + done.stderr
    return done.stdout


def test_prometheus_has_nothing_to_say_against_the_page(stack, hub, accounts):
    for request, _, _ in traffic(accounts, hub):
        send(request)
    assert promtool("check", "metrics", input=scrape().text) == ""


def test_prometheus_reads_the_rules_and_they_fire_when_they_should():
    rules = TOP / "contrib" / "prometheus" / "memberhub.rules.yml"
    assert "SUCCESS" in promtool("check", "rules", rules)
    assert "SUCCESS" in promtool("test", "rules", TOP / "tests" / "contrib" / "memberhub.rules.test.yml")


def dashboard_expressions():
    """What the dashboard asks, with its variables filled in as Grafana does, by panel and query."""
    chosen = {"$job": "memberhub", "$instance": "a|b", "$__rate_interval": "1m"}
    for panel in json.loads((TOP / "contrib" / "grafana" / "memberhub.json").read_text())["panels"]:
        for target in panel.get("targets", []):
            expression = target["expr"]
            for name, value in chosen.items():
                expression = expression.replace(name, value)
            yield f"panel_{panel['id']}:{target['refId']}", expression


def test_prometheus_reads_what_the_dashboard_asks(tmp_path):
    rules = [{"record": name, "expr": expression} for name, expression in dashboard_expressions()]
    path = tmp_path / "dashboard.yml"
    path.write_text(json.dumps({"groups": [{"name": "dashboard", "rules": rules}]}))
    assert f"SUCCESS: {len(rules)} rules found" in promtool("check", "rules", path)


def test_prometheus_reads_the_example():
    assert "SUCCESS" in promtool("check", "config", "--syntax-only",
                                 TOP / "contrib" / "prometheus" / "prometheus.example.yml")
