"""THE CALLS whose plans are looked at: at least one of each SQL function that a program calls. Data; check.py is the engine.

Each is made in two worlds, by accounts that have much (5,000 members, 500 invitations, 25,000 events) and by accounts that
have sixty of each, and has to touch about as many buffers in the one as in the other.
"""
from dataclasses import dataclass, field
from typing import Optional

REGION = "eu-west-1"
HUB, DUTY, CLOUDTRAIL, STS = "securityhub", "guardduty", "cloudtrail", "sts"


def world(admin, members, last, guest, nobody):
    """The accounts of load.sql by the words that stand for them in a Case. `members`: the number before the first of
    the administrator's, of whom every fourth one is Invited, Created, and Enabled, and `last` where the last page is."""
    every_fourth = {word: [str(members + first + 4 * n) for n in range(10)]
                    for word, first in (("invited", 1), ("created", 3), ("enabled", 4))}
    return {"admin": admin, "guest": guest, "host": "800000003001", "nobody": nobody, "last": str(members + last),
            **{word: accounts[0] for word, accounts in every_fourth.items()},
            **{f"{word}_ten": ",".join(accounts) for word, accounts in every_fourth.items()}}


WORLDS = {"much": world("800000000001", 800000010000, 4945, "800000000003", "800000029999"),
          "sixty": world("800000000002", 800000016000, 5, "800000000004", "800000030000")}

# Tables that stay as small as they are: what is in them comes with the program.
SMALL = {"state_transition", "standard", "feature", "fault_catalogue", "service", "operation",
         "schema_migration", "product", "managed_insight", "finding_type", "sample_part", "filter_attribute",
         "filter_comparison", "view_gap"}


@dataclass(frozen=True)
class Case:
    """One call. `caller` and `arguments` have words of a world in braces; without a caller it is no operation."""
    function: str
    caller: Optional[str] = None
    arguments: str = ""
    most: int = 200  # buffers that it may touch
    service: str = HUB
    fault: Optional[str] = None  # that it meets, in arguments of one account
    grows: str = ""  # why it may cost more where there is more
    whole: dict = field(default_factory=dict)  # table: why it is read from end to end
    # By its signature: "known", and its caller did nothing else since then, or "anew", and it did.
    known: str = ""


FRESH = "ARRAY(SELECT (810000000000 + n)::text FROM generate_series(1, 50) AS n)"
HUB_ARN = f"concat('arn:aws:securityhub:{REGION}:', '{{admin}}', ':hub/default')"
ZEROS = "repeat('0', 32)"
S3_OFF = """'{{"s3Logs": {{"enable": false}}}}'"""
EVENT = f"""jsonb_build_object('account_id', '{{admin}}', 'identity', '{{{{"type": "Root"}}}}'::jsonb, 'service', '{HUB}',
    'region', '{REGION}', 'operation', 'ListMembers', 'request_id', 'r', 'source_address', '192.0.2.1', 'dialect',
    'documented', 'read_only', true, 'event_time_ms', 1)"""
NEXT_SEAL = """201, (SELECT concat_ws(chr(10), 'memberhub-seal-1', 'number 201', 'previous '
        || encode(sha256(convert_to(s.record, 'UTF8') || s.signature), 'hex'), 'sealed-at 2020-01-01T00:00:00.000Z',
        'from-transaction 400', 'to-transaction 402', 'events 250', 'accounts 1', 'root ' || repeat('0', 64),
        'key ' || repeat('0', 16), '') FROM memberhub.audit_seal AS s WHERE s.number = 200),
    sha512(''), '400', '402', '{{800000000001}}', '{{250}}', ARRAY[sha256('')]"""
NOT_THEIRS = "an operator asks, and wants all of it"

ALL_SEEN = "looks up all accounts whose findings the caller sees"
NO_SORT, BY_UPDATE = "NULL", """'[{{"attribute": "UpdatedAt", "descending": true}}]'"""


def hub_arn(rest):
    return f"concat('arn:aws:securityhub:{REGION}:', '{{admin}}', ':{rest})"


INSIGHT = hub_arn("insight/', '{admin}', '/custom/', md5('{admin}')::uuid")
ACTION = hub_arn("action/custom/a1'")
AGGREGATOR = hub_arn("finding-aggregator/', md5('{admin}')::uuid")
FINDING = """'{{"Id": "id 9{admin}", "ProductArn": "arn:p"}}'"""
KEY = "ARRAY[replace(memberhub.finding_key('arn:d', 'id 10{admin}')::text, '-', '')]"
NEW_FINDING = f"""jsonb_build_object('failed', '[]'::jsonb, 'findings', jsonb_build_array(jsonb_build_object(
    'Id', 'new', 'ProductArn', concat('arn:aws:securityhub:{REGION}:', '{{admin}}', ':product/', '{{admin}}', '/default'),
    'AwsAccountId', '{{admin}}', 'CreatedAt', '2020-01-01T00:00:00Z', 'UpdatedAt', '2020-01-01T00:00:00Z',
    'Severity', '{{{{"Label": "LOW"}}}}'::jsonb, 'Resources', '[{{{{"Id": "x", "Type": "y"}}}}]'::jsonb)))"""


def asks(attribute, operand, comparison="EQUALS"):
    """Conditions of one test."""
    return f"""'[{{{{"attribute": "{attribute}", "any": [[{{{{"comparison": "{comparison}", "operands": ["{operand}"]}}}}]]}}}}]'"""


def searches(caller, most, grows):
    """GetFindings by all that has an index, of a caller with many accounts or one."""
    filters = ["NULL", asks("AwsAccountId", "{enabled}"), asks("Id", "id 1{enabled}"), asks("SeverityLabel", "CRITICAL"),
               asks("WorkflowStatus", "NOTIFIED"), asks("RecordState", "ARCHIVED"), asks("ProductName", "Rare"),
               asks("ResourceId", "resource 5"), asks("UpdatedAt", "1893456000000", "Start")]
    for filtered in filters:
        yield Case("get_findings", caller, f"{filtered}, {NO_SORT}, 100, NULL, 60000", most, grows=grows)
    for filtered in ("NULL", asks("ResourceId", "resource 5")):
        yield Case("get_findings", caller, f"{filtered}, {BY_UPDATE}, 100, NULL, 60000", 2 * most, grows=grows)


CASES = (
    *searches("admin", 45000, ALL_SEEN),
    *searches("enabled", 3000, ""),
    Case("batch_import_findings", "admin", NEW_FINDING, 1200, grows="without statistics a foreign key is looked up by any index"),
    Case("batch_update_findings", "admin", "'{{id 9{admin}}}', '{{arn:p}}', NULL, NULL, NULL, NULL, '5', NULL, NULL, NULL, NULL",
         15000, grows=ALL_SEEN),
    Case("update_findings", "admin", asks("Id", "id 9{admin}") + """, NULL, '"ARCHIVED"', 60000""", 45000, grows=ALL_SEEN),
    Case("get_finding_history", "admin", f"{FINDING}, NULL, NULL, 100, NULL", 15000, grows=ALL_SEEN),
    Case("create_insight", "admin", """'name', '{{"filters": {{}}, "conditions": []}}', 'Id'"""),
    Case("get_insights", "admin", "NULL, 100, NULL"),
    Case("update_insight", "admin", f"{INSIGHT}, 'other', NULL, NULL"),
    Case("delete_insight", "admin", INSIGHT),
    Case("get_insight_results", "admin", f"{INSIGHT}, 60000", 80000, grows=ALL_SEEN, whole={"finding": "counts over all"}),
    Case("enable_import_findings_for_product", "admin", f"'arn:aws:securityhub:{REGION}::product/snyk/snyk'"),
    Case("disable_import_findings_for_product", "admin", hub_arn("product-subscription/prowler/prowler'")),
    Case("list_enabled_products_for_import", "admin", "100, NULL"),
    Case("describe_products", "admin", "NULL, 100, NULL"),
    Case("create_action_target", "admin", "'name', 'description', 'a2'"),
    Case("describe_action_targets", "admin", "NULL, 100, NULL"),
    Case("update_action_target", "admin", f"{ACTION}, 'other', NULL"),
    Case("delete_action_target", "admin", ACTION),
    Case("create_finding_aggregator", "guest", "'ALL_REGIONS', NULL"),
    Case("get_finding_aggregator", "admin", AGGREGATOR),
    Case("list_finding_aggregators", "admin", "100, NULL"),
    Case("update_finding_aggregator", "admin", f"{AGGREGATOR}, 'NO_REGIONS', NULL"),
    Case("delete_finding_aggregator", "admin", AGGREGATOR),
    Case("create_sample_findings", "enabled", "'{{Recon:EC2/Portscan}}'", 1500, DUTY),
    Case("list_findings", "admin", "NULL, NULL, 50, NULL, 60000", 45000, DUTY, grows=ALL_SEEN),
    Case("list_findings", "enabled", "NULL, NULL, 50, NULL, 60000", 1500, DUTY),
    Case("list_findings", "enabled", asks("severity", "2", "equals") + ", NULL, 50, NULL, 60000", 1500, DUTY),
    Case("list_findings", "enabled", asks("type", "Rare", "equals") + ", NULL, 50, NULL, 60000", 1500, DUTY),
    Case("list_findings", "enabled", asks("service.archived", "true", "equals") + ", NULL, 50, NULL, 60000", 1500, DUTY),
    Case("list_findings", "enabled", asks("updatedAt", "1893456000000", "greaterThan") + ", NULL, 50, NULL, 60000", 1500, DUTY),
    Case("get_detector_findings", "admin", f"{KEY}, NULL, 60000", 15000, DUTY, grows=ALL_SEEN),
    Case("archive_findings", "admin", KEY, 15000, DUTY, grows=ALL_SEEN),
    Case("unarchive_findings", "admin", KEY, 15000, DUTY, grows=ALL_SEEN),
    Case("update_findings_feedback", "admin", f"{KEY}, 'USEFUL'", 15000, DUTY, grows=ALL_SEEN),
    Case("get_findings_statistics", "admin", "'{{COUNT_BY_SEVERITY}}', NULL, NULL, NULL, NULL, 60000", 90000, DUTY, grows=ALL_SEEN,
         whole={"finding": "counts over all"}),
    Case("create_filter", "admin", """'other', NULL, NULL, NULL, '{{"criteria": {{}}, "conditions": []}}', NULL""", service=DUTY),
    Case("update_filter", "admin", "'filter', NULL, NULL, 2, NULL", service=DUTY),
    Case("get_filter", "admin", "'filter'", service=DUTY),
    Case("list_filters", "admin", "50, NULL", service=DUTY),
    Case("delete_filter", "admin", "'filter'", service=DUTY),
    Case("enable_security_hub", "nobody", "NULL, true, NULL"),
    Case("disable_security_hub", "enabled", most=400),
    Case("disable_security_hub", "admin", fault="disable_administrator", most=1200,
         grows="looks for an Enabled member among its members, the first of which are not"),
    Case("describe_hub", "admin", "NULL"),
    Case("update_security_hub_configuration", "admin", "true, NULL"),
    Case("create_members", "admin", "'{{810000000001}}', NULL, 100000"),
    Case("create_members", "admin", f"{FRESH}, NULL, 100000", most=3500),
    Case("create_members", "admin", f"{FRESH}, array_fill('m@example.com'::text, '{{{{50}}}}'), 100000", 3500, DUTY),
    Case("create_members", "admin", "'{{810000000001}}', NULL, 100000", known="known"),
    Case("create_members", "admin", "'{{810000000001}}', NULL, 100000", known="anew"),
    Case("get_members", "admin", "'{{{enabled_ten},810000000001}}'", fault="no_such_member"),
    Case("get_members", "admin", "'{{{enabled_ten},810000000001}}'", service=DUTY, fault="no_such_member"),
    Case("list_members", "admin", "true, 25, NULL"),
    Case("list_members", "admin", "true, 25, '{last}'"),
    Case("list_members", "admin", "false, 50, NULL"),
    Case("list_members", "admin", "false, 50, '{last}'"),
    Case("list_members", "admin", "true, 25, '{last}'", 250, DUTY),
    Case("delete_members", "admin", "'{{{created_ten}}}'", most=700),
    Case("invite_members", "admin", "'{{{created}}}', 100000"),
    Case("invite_members", "admin", "'{{{created_ten}}}', 100000", most=700),
    Case("invite_members", "admin", "'{{{created_ten}}}', 100000", 700, DUTY),
    Case("disassociate_members", "admin", "'{{{enabled_ten}}}'", most=700),
    Case("list_invitations", "guest", "50, NULL"),
    Case("get_invitations_count", "guest", most=1200, grows="counts the caller's invitations"),
    Case("accept_administrator_invitation", "invited", f"'{{admin}}', {ZEROS}"),
    Case("accept_administrator_invitation", "invited", f"'{{admin}}', {ZEROS}", service=DUTY),
    Case("decline_invitations", "guest", "'{{{host}}}'"),
    Case("delete_invitations", "guest", "'{{{host}}}'", fault="invitation_kept"),
    Case("delete_invitations", "admin", "'{{{invited_ten}}}'", most=800),
    Case("get_administrator_account", "enabled"),
    Case("get_administrator_account", "guest"),
    Case("disassociate_from_administrator_account", "enabled"),
    Case("tag_resource", "admin", HUB_ARN + """, '{{"a": "b"}}'"""),
    Case("untag_resource", "admin", HUB_ARN + ", '{{a}}'"),
    Case("list_tags_for_resource", "admin", HUB_ARN),
    Case("batch_enable_standards", "admin", f"'{{{{arn:aws:securityhub:{REGION}::standards/pci-dss/v/3.2.1}}}}', '[{{{{}}}}]'"),
    Case("batch_disable_standards", "admin",
         f"ARRAY[concat('arn:aws:securityhub:{REGION}:', '{{admin}}', ':subscription/nist-800-53/v/5.0.0')]"),
    Case("get_enabled_standards", "admin", "NULL, 100, NULL"),
    Case("describe_standards", "admin", "100, NULL"),
    Case("create_detector", "nobody", f"true, NULL, NULL, NULL, {S3_OFF}", service=DUTY),
    Case("get_detector", "admin", service=DUTY),
    Case("list_detectors", "admin", "50, NULL", service=DUTY),
    Case("update_detector", "enabled", f"false, NULL, NULL, {S3_OFF}", service=DUTY),
    Case("delete_detector", "enabled", most=700, service=DUTY),
    Case("start_monitoring_members", "admin", "'{{{enabled_ten}}}'", 300, DUTY),
    Case("stop_monitoring_members", "admin", "'{{{enabled_ten}}}'", 900, DUTY),
    Case("get_member_detectors", "admin", "'{{{enabled_ten}}}'", 900, DUTY),
    Case("update_member_detectors", "admin", f"'{{{{{{enabled_ten}}}}}}', NULL, {S3_OFF}", 900, DUTY),
    Case("get_caller_identity", "admin", service=STS),
    Case("assume_role", "admin", "'arn:aws:iam::{enabled}:role/Reader', 'plans', 3600, 'ASIAPLANSPLANSPLANS0', true",
         service=STS),
    Case("record_refusal", "admin", "'invalid_input', NULL"),
    Case("lookup_events", "admin", "NULL, NULL, NULL, NULL, 50, NULL", 300, CLOUDTRAIL),
    Case("lookup_events", "admin", "'EventName', 'None', 0, NULL, 50, NULL", 3000, CLOUDTRAIL,
         grows="looks at 2,000 events and no more"),

    Case("credential_get", arguments="'AKIAPLANS{admin}', true"),
    Case("credential_get", arguments="'{admin}', true"),
    Case("test_account_open", arguments="'{admin}'"),
    Case("test_account_open", arguments="'810000000001'"),
    Case("schema_status"),
    Case("audit_record", arguments="sha256('plans'), jsonb_build_array(" + ", ".join([EVENT] * 20) + ")", most=600),
    Case("audit_lag"),
    Case("relationship_census", arguments="0, 50"),
    Case("findings_expire", arguments="0, 50, 90, 30"),
    Case("audit_viewers", arguments="'{enabled}', NULL, NULL", most=60000, grows=NOT_THEIRS,
         whole={"audit_event": NOT_THEIRS, "audit_effect": NOT_THEIRS, "audit_seal": NOT_THEIRS, "audit_drop_line": NOT_THEIRS}),
    Case("audit_seal_lock"),
    Case("audit_seal_last"),
    Case("audit_unsealed", arguments="100000", most=400),
    Case("audit_seal_append", arguments=NEXT_SEAL),
    Case("audit_seal_confirm"),
    Case("audit_partitions_make"),
    Case("audit_drop_next", arguments="1", most=10**6, whole={"audit_event": "is of a month that goes: all of it is looked at"}),
    Case("audit_drop_kept", arguments="1, 100"),
    Case("audit_drop_stage", arguments="'2001-01', 1, '{{memberhub-drop 1}}'"),
    Case("audit_partition_drop", arguments="'2001-01', 1", most=10**6, whole={
        "audit_event": "is of a month that goes: all of it is looked at"}),
    Case("audit_seals", arguments="100, 50"),

    Case("account_add", arguments="'810000000001', 'new'"),
    Case("account_exists", arguments="'{admin}'"),
    Case("account_list", most=10**6, whole={"account": NOT_THEIRS}),
    Case("account_set_status", arguments="'{admin}', 'suspended'"),
    Case("key_create", arguments=r"'AKIAPLANSANOTHERKEY0', '{admin}', '\x00'"),
    Case("key_list", arguments="'{admin}'", whole={"access_key": "is behind a condition: of one account it is not read"}),
    Case("key_list", arguments="NULL", most=10**6, whole={"access_key": NOT_THEIRS}),
    Case("key_set_status", arguments="'AKIAPLANS{admin}', 'disabled'"),
    Case("key_delete", arguments="'AKIAPLANS{admin}'"),
    Case("audit_tail", arguments="NULL, NULL, 10"),
    Case("audit_tail", arguments="NULL, '{admin}', 10"),
    Case("audit_tail", arguments="'400:400:', '{admin}', 10", most=400, grows="an event of each account's is further off"),
    Case("audit_events_page", arguments="NULL, NULL, 100", most=700),
    Case("audit_events_page", arguments="'300', 37500, 100", most=700),
    Case("audit_seal_accounts", arguments="100, NULL, 100"),
    Case("audit_relationships_page", arguments="NULL, 100", most=300),
    Case("audit_drops", arguments="NULL, 100"),
    Case("audit_drop_lines", arguments="NULL, NULL, 100"),
    Case("audit_accounts_page", arguments="NULL, 100"),
    Case("audit_keys_page", arguments="NULL, 100"),
    Case("audit_enrollments_page", arguments="NULL, 100", most=300),
    Case("audit_state_counts", most=10**6, whole={
        name: "is counted without its indexes, which may leave out what this is to find"
        for name in ("audit_drop", "audit_drop_line", "account", "access_key", "enrollment")}),
    Case("audit_counts", most=10**6, whole={
        name: "is counted without its indexes, which may leave out what this is to find"
        for name in ("audit_seal", "audit_seal_account", "audit_event", "relationship")}),
    Case("audit_transitions"),
    Case("audit_export_page", arguments="'{admin}', NULL, NULL, NULL, NULL, 50", most=300),
    Case("membership_at", arguments="now(), NULL", most=10**6, whole={
        name: NOT_THEIRS for name in ("audit_event", "audit_drop", "audit_drop_line")}),
    Case("migration_list"),
    Case("tables_store", arguments="""'{{"service": [{{"name": "x", "product": "X"}}]}}'""", most=2500),
)
