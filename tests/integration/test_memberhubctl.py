"""memberhubctl against the stack's database, and what the server makes of it.

Needs what ./dev env sets: PATH with memberhubctl, MEMBERHUB_CONF, MEMBERHUB_ENDPOINT, and libpq's variables of a
superuser, with which tests of migrations make databases of their own.
"""
import configparser
import json
import os
import re
import shutil
import subprocess
import tempfile
import time
from pathlib import Path

import boto3
import memberhub_testing as testing
import pytest
from botocore.config import Config
from botocore.exceptions import ClientError

SQL = Path(__file__).parents[2] / "sql"
# More requests than the stack has workers, so that each of them is asked while it remembers the key.
EVERY_WORKER = 20


def run(*arguments, **environment):
    """Runs memberhubctl to its end."""
    testing.required("MEMBERHUB_CONF")
    return subprocess.run(["memberhubctl", *arguments], capture_output=True, text=True, timeout=testing.TIMEOUT_S,
                          env={**os.environ, **environment}, stdin=subprocess.DEVNULL)


def ctl(*arguments, **environment):
    """Runs memberhubctl, which must succeed and complain about nothing; gives what it printed."""
    done = run(*arguments, **environment)
    assert (done.returncode, done.stderr) == (0, ""), done
    return done.stdout


def ctl_json(*arguments, **environment):
    return json.loads(ctl(*arguments, "--json", **environment))


def refused(*arguments, **environment):
    """Runs memberhubctl, which must refuse and print nothing else; gives its complaint."""
    done = run(*arguments, **environment)
    assert (done.returncode, done.stdout) == (1, ""), done
    assert done.stderr.startswith("memberhubctl: ") and done.stderr.count("\n") == 1, done.stderr
    return done.stderr


def hub_client(key):
    """A Security Hub client that signs with a key that memberhubctl made, and tries once."""
    config = Config(retries={"total_max_attempts": 1}, proxies={})
    return boto3.session.Session().client("securityhub", region_name=testing.REGION, endpoint_url=testing.endpoint(),
                                          aws_access_key_id=key["AccessKeyId"],
                                          aws_secret_access_key=key["SecretAccessKey"], config=config)


def check_served(client):
    for _ in range(EVERY_WORKER):
        assert client.describe_hub()["HubArn"].endswith(":hub/default")


def check_turned_away(client):
    """Every worker refuses the very first request that comes after the change."""
    for _ in range(EVERY_WORKER):
        with pytest.raises(ClientError) as caught:
            client.describe_hub()
        assert caught.value.response["Error"]["Code"] == "UnrecognizedClientException"
        assert caught.value.response["ResponseMetadata"]["HTTPStatusCode"] == 403


@pytest.fixture
def account(accounts):
    account = accounts.new()
    ctl("account", "add", account, "--name", f"name of {account}")
    return account


@pytest.fixture
def key(account):
    return json.loads(ctl("key", "create", "--account", account))


@pytest.fixture
def hub(key):
    """A client of an account that has its hub and is known to every worker."""
    client = hub_client(key)
    client.enable_security_hub(EnableDefaultStandards=False)
    check_served(client)
    return client


# ---- accounts and keys -----------------------------------------------------------------------------------------------


def test_a_new_key_has_the_form_of_an_aws_key_and_signs(account, key):
    assert re.fullmatch("AKIA[A-Z2-7]{16}", key["AccessKeyId"])
    assert re.fullmatch("[A-Za-z0-9]{40}", key["SecretAccessKey"])
    assert (key["AccountId"], key["Status"]) == (account, "active")
    client = hub_client(key)
    client.enable_security_hub(EnableDefaultStandards=False)
    assert client.describe_hub()["HubArn"] == f"arn:aws:securityhub:{testing.REGION}:{account}:hub/default"


def test_a_wrong_secret_of_a_real_key_does_not_sign(hub, key):
    with pytest.raises(ClientError) as caught:
        hub_client({**key, "SecretAccessKey": key["SecretAccessKey"][::-1]}).describe_hub()
    assert caught.value.response["Error"]["Code"] == "InvalidSignatureException"


def test_the_secret_is_stored_sealed_and_never_shown_again(account, key):
    sealed = psql(f"SELECT encode(secret_sealed, 'escape') FROM memberhub.access_key "
                  f"WHERE access_key_id = '{key['AccessKeyId']}'")
    assert sealed and key["SecretAccessKey"] not in sealed
    for listing in (ctl("key", "list", "--account", account), ctl("key", "list", "--account", account, "--json")):
        assert key["AccessKeyId"] in listing and key["SecretAccessKey"] not in listing


def test_a_suspended_account_is_refused_at_once_and_served_again_when_resumed(account, hub):
    assert ctl("account", "suspend", account) == f"account {account} is suspended\n"
    check_turned_away(hub)
    assert ctl("account", "resume", account) == f"account {account} is active\n"
    check_served(hub)


def test_a_disabled_key_is_refused_whatever_it_asks_for(key, hub):
    """Also what is refused before any SQL function is called must not confirm the signature of a dead key."""
    ctl("key", "disable", key["AccessKeyId"])
    for _ in range(EVERY_WORKER):
        for call in (lambda: hub.get_members(AccountIds=["1"]), hub.get_insights,
                     lambda: hub.list_members(NextToken="x")):
            with pytest.raises(ClientError) as caught:
                call()
            assert caught.value.response["Error"]["Code"] == "UnrecognizedClientException"


def test_a_key_that_lost_its_secret_is_no_test_account(account, key):
    """Test accounts are on here, and have no sealed secret."""
    psql(f"UPDATE memberhub.access_key SET secret_sealed = '' WHERE access_key_id = '{key['AccessKeyId']}'")
    with pytest.raises(ClientError) as caught:
        hub_client({**key, "SecretAccessKey": "test"}).describe_hub()
    assert caught.value.response["ResponseMetadata"]["HTTPStatusCode"] == 500


def test_a_disabled_key_is_refused_at_once_and_served_again_when_enabled(key, hub):
    assert ctl("key", "disable", key["AccessKeyId"]) == f"access key {key['AccessKeyId']} is disabled\n"
    check_turned_away(hub)
    assert ctl("key", "enable", key["AccessKeyId"]) == f"access key {key['AccessKeyId']} is active\n"
    check_served(hub)


def test_a_deleted_key_is_refused_at_once_and_the_other_one_is_not(account, key, hub):
    other = hub_client(json.loads(ctl("key", "create", "--account", account)))
    check_served(other)
    assert ctl("key", "delete", key["AccessKeyId"]) == f"access key {key['AccessKeyId']} is deleted\n"
    check_turned_away(hub)
    check_served(other)
    assert f"there is no access key {key['AccessKeyId']}" in refused("key", "delete", key["AccessKeyId"])


def test_an_account_has_at_most_two_keys(account, key):
    ctl("key", "create", "--account", account)
    assert "has two keys already" in refused("key", "create", "--account", account)
    ctl("key", "delete", key["AccessKeyId"])
    ctl("key", "create", "--account", account)
    assert len(ctl_json("key", "list", "--account", account)["AccessKeys"]) == 2


def test_json_says_what_the_tables_say(account, key):
    listed = [row for row in ctl_json("account", "list")["Accounts"] if row["AccountId"] == account]
    assert [(row["Name"], row["Status"]) for row in listed] == [(f"name of {account}", "active")]
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z", listed[0]["CreateDate"])
    assert re.search(rf"^{account}  +name of {account}  +active  +{listed[0]['CreateDate']}$",
                     ctl("account", "list"), re.M)
    [row] = ctl_json("key", "list", "--account", account)["AccessKeys"]
    assert row == {"AccessKeyId": key["AccessKeyId"], "AccountId": account, "Status": "active",
                   "CreateDate": row["CreateDate"]}
    assert ctl_json("key", "disable", key["AccessKeyId"]) == {"AccessKeyId": key["AccessKeyId"], "Status": "disabled"}
    assert ctl_json("account", "suspend", account) == {"AccountId": account, "Status": "suspended"}


def test_a_name_cannot_steer_the_terminal_and_stays_itself_in_json(accounts):
    account, name = accounts.new(), "\x1b[31mred\nü\""
    assert ctl_json("account", "add", account, "--name", name)["Name"] == name
    [line] = [line for line in ctl("account", "list").splitlines() if line.startswith(account)]
    assert '?[31mred?ü"' in line
    [row] = [row for row in ctl_json("account", "list")["Accounts"] if row["AccountId"] == account]
    assert row["Name"] == name


def test_what_is_not_there_or_there_already_is_refused(accounts, account):
    absent = accounts.new()
    assert f"account {account} is already there" in refused("account", "add", account)
    # The account of nobody, whose trail tells of strangers.
    assert "account 000000000000 is already there" in refused("account", "add", "000000000000")
    assert f"there is no account {absent}" in refused("account", "suspend", absent)
    assert f"there is no account {absent}" in refused("key", "create", "--account", absent)
    for command in (("key", "list"), ("audit", "tail"), ("membership", "at", "--time", "2020-11-22"),
                    ("audit", "export", "--dir", "/nowhere/at/all")):
        assert f"there is no account {absent}; " in refused(*command, "--account", absent)
    assert "there is no access key AKIANOBODYSKEY" in refused("key", "disable", "AKIANOBODYSKEY")


def test_without_a_master_key_no_key_is_made(account, tmp_path):
    missing = str(tmp_path / "absent.key")
    complaint = refused("key", "create", "--account", account, MEMBERHUB_AUTH_MASTER_KEY_FILE=missing)
    assert missing in complaint and "openssl rand -hex 32" in complaint
    assert ctl_json("key", "list", "--account", account) == {"AccessKeys": []}


def test_a_secret_that_cannot_be_printed_is_a_failure(account):
    with open("/dev/full", "w") as full:
        done = subprocess.run(["memberhubctl", "key", "create", "--account", account], stdout=full,
                              stderr=subprocess.PIPE, text=True, timeout=testing.TIMEOUT_S)
    assert done.returncode == 1 and "delete that key" in done.stderr


@pytest.mark.parametrize("command", ("memberhubctl --tables", "memberhubctl help", "memberhubctl completion bash",
                                     "memberhubd --tables", "memberhubd --help-settings", "memberhubd --help",
                                     "memberhubd --version"))
def test_what_cannot_be_printed_is_a_failure(command):
    with open("/dev/full", "w") as full:
        done = subprocess.run(command.split(), stdout=full, stderr=subprocess.PIPE, text=True, timeout=testing.TIMEOUT_S)
    assert done.returncode == 1 and "standard output" in done.stderr


# ---- the command line ------------------------------------------------------------------------------------------------

USAGE = {
    "no command": ((), "no command is given"),
    "unknown noun": (("keys",), 'there is no command "keys"'),
    "unknown verb": (("key", "creat"), 'there is no command "key creat"; "memberhubctl help key" lists'),
    "no verb": (("key",), '"key" needs a word behind it'),
    "unknown option": (("account", "list", "--all"), 'there is no option "--all" here'),
    "option of another command": (("account", "list", "-n", "3"), 'there is no option "-n" here'),
    "option without value": (("audit", "tail", "-n"), 'option "-n" needs a value: N'),
    "switch with value": (("account", "list", "--json=yes"), 'option "--json=yes" takes no value'),
    "option twice": (("--json", "account", "list", "--json"), 'option "--json" is given twice'),
    "required option": (("key", "create"), "key create needs --account ACCOUNT"),
    "no operand": (("account", "suspend"), "account suspend needs an argument: ACCOUNT"),
    "operand too many": (("account", "list", "x"), 'there is no place for the argument "x"'),
    "short account": (("account", "add", "12345678901"), "an account is twelve digits"),
    "account with a letter": (("key", "create", "--account", "12345678901x"), "an account is twelve digits"),
    "number too small": (("audit", "tail", "-n", "0"), "-n takes a number from 1 to 1000"),
    "number too large": (("audit", "tail", "-n", "1001"), "-n takes a number from 1 to 1000"),
    "verb of a command of one word": (("help", "top", "now"), 'there is no command "top now"'),
    "argument of a command of one word": (("top", "now"), 'there is no place for the argument "now"'),
    "a name of nothing": (("account", "add", "444444444444", "--name", ""), "--name is empty"),
    "a name of blanks": (("account", "add", "444444444444", "--name", " \t"), "--name is empty"),
    "an unknown format": (("key", "create", "--account", "444444444444", "--format", "xml"),
                          '--format takes json|env|profile, not "xml"'),
    "two formats": (("key", "create", "--account", "444444444444", "--format", "env", "--json"),
                    "--json and --format env are two formats"),
    "a version of a command": (("--version", "account"), '--version stands alone, without "account"'),
    "tables of a command": (("--tables", "account"), '--tables stands alone, without "account"'),
    "a version behind a command": (("account", "list", "--version"), 'there is no option "--version" here'),
    "a time that is none": (("membership", "at", "--time", "yesterday"),
                            "a time looks like 2020-11-22T10:00:00Z, 20201122T100000Z or 2020-11-22"),
    "a completion with an argument": (("completion", "bash", "now"), 'there is no place for the argument "now"'),
    "help too long": (("help", "key", "create", "now"), 'there is no place for the argument "now"'),
}


@pytest.mark.parametrize("arguments, complaint", USAGE.values(), ids=USAGE)
def test_wrong_usage_is_told_with_exit_status_2(arguments, complaint):
    done = run(*arguments)
    assert (done.returncode, done.stdout) == (2, ""), done
    assert complaint in done.stderr


def test_every_command_of_the_overview_has_help_of_its_own():
    commands = re.findall(r"^  ([a-z0-9]+) ([a-z]+)\b.* {2}|^  ([a-z0-9]+) ([a-z]+) ", ctl("help"), re.M)
    commands = [tuple(filter(None, command)) for command in commands]
    assert ("key", "create") in commands and ("sigv4", "explain") in commands and len(commands) == 20
    # A command of one word has more than one space behind it.
    commands += [(word,) for word in re.findall(r"^  ([a-z0-9]+) {2}", ctl("help"), re.M)]
    assert ("top",) in commands
    for command in commands:
        text = ctl("help", *command)
        assert text.startswith(f"Usage: memberhubctl [-c FILE] {' '.join(command)}")
        assert text == ctl(*command, "--help")
    assert ctl("--help") == ctl("help")
    assert "key create" in ctl("help", "key") and "account add" not in ctl("help", "key")


def test_the_version_is_told_and_needs_no_settings(tmp_path):
    absent = str(tmp_path / "absent.conf")
    assert re.fullmatch(r"memberhubctl \d+\.\d+\.\d+\n", ctl("--version", MEMBERHUB_CONF=absent))


def test_the_tables_are_told_as_json_and_need_no_settings(tmp_path):
    tables = json.loads(ctl("--tables", MEMBERHUB_CONF=str(tmp_path / "absent.conf")))
    commands = {(row["noun"], row["verb"]): row for row in tables["commands"]}
    assert [option["letter"] for option in commands["audit", "tail"]["options"] if option["name"] is None] == ["n"]
    assert commands["top", None]["help"].strip()
    assert all(tables.values())


def test_a_key_is_printed_as_a_shell_or_a_file_of_profiles_takes_it(account, tmp_path):
    exports = ctl("key", "create", "--account", account, "--format", "env")
    done = subprocess.run(["bash", "-euc", exports + "env"], capture_output=True, text=True, check=True,
                          env={"PATH": os.environ["PATH"], "AWS_SESSION_TOKEN": "of another"})
    made = dict(line.split("=", 1) for line in done.stdout.splitlines() if line.startswith("AWS_"))
    assert sorted(made) == ["AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"]
    key = {"AccessKeyId": made["AWS_ACCESS_KEY_ID"], "SecretAccessKey": made["AWS_SECRET_ACCESS_KEY"]}
    hub_client(key).enable_security_hub(EnableDefaultStandards=False)
    profiles = configparser.ConfigParser()
    profiles.read_string(ctl("key", "create", "--account", account, "--format", "profile"))
    assert profiles.sections() == [account]
    check_served(hub_client({"AccessKeyId": profiles[account]["aws_access_key_id"],
                             "SecretAccessKey": profiles[account]["aws_secret_access_key"]}))


def complete(*words):
    """What bash offers for the last of these words."""
    script = 'source "$0"; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _memberhubctl; printf "%s\\n" "${COMPREPLY[@]}"'
    with tempfile.NamedTemporaryFile("w") as file:
        file.write(ctl("completion", "bash"))
        file.flush()
        done = subprocess.run(["bash", "-uc", script, file.name, "memberhubctl", *words], capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, ""), done
    return done.stdout.split()


def test_bash_completes_what_the_table_has(tmp_path):
    commands = re.findall(r"^  ([a-z0-9]+) ([a-z]+)\b", ctl("help"), re.M)
    assert {noun for noun, _ in commands} < set(complete("")) and "top" in complete("t") and "help" in complete("h")
    for noun, verb in commands:
        assert verb in complete(noun, "") and verb in complete("-c", "x", noun, verb[:1]) + complete(noun, verb)
        usage = ctl("help", noun, verb).splitlines()[0]
        assert set(re.findall(r"(?<=[ \[])--[a-z-]+", usage)) <= set(complete(noun, verb, "--"))
    assert complete("key", "create", "--format", "") == ["json", "env", "profile"]
    assert complete("help", "key", "c") == ["create"]
    assert complete("top", "--so") == ["--sort"]
    (tmp_path / "folder").mkdir()
    (tmp_path / "file").touch()
    assert sorted(complete("-c", f"{tmp_path}/f")) == [f"{tmp_path}/file", f"{tmp_path}/folder"]
    assert complete("audit", "export", "--dir", f"{tmp_path}/f") == [f"{tmp_path}/folder"]
    # The option of one name takes a file here and a time there.
    assert complete("audit", "verify", "--from", f"{tmp_path}/fi") == [f"{tmp_path}/file"]
    assert complete("audit", "export", "--from", f"{tmp_path}/fi") == []
    assert complete("sigv4", "explain", "--request", f"{tmp_path}/fi") == [f"{tmp_path}/file"]


def test_without_settings_it_says_how_to_name_them(tmp_path):
    complaint = refused("account", "list", MEMBERHUB_CONF=str(tmp_path / "absent.conf"))
    assert "there are no settings in" in complaint and 'eval "$(./dev env)"' in complaint and " -c " in complaint


def test_settings_are_named_by_option_before_environment(tmp_path):
    absent = str(tmp_path / "absent.conf")
    assert absent in refused("-c", absent, "account", "list")
    assert absent in refused("account", "list", f"--config={absent}")
    assert absent in refused("account", "list", MEMBERHUB_CONF=absent)
    ctl("-c", os.environ["MEMBERHUB_CONF"], "account", "list", MEMBERHUB_CONF=absent)


def test_a_database_that_is_not_there_is_told_and_not_waited_for(tmp_path):
    started = time.monotonic()
    complaint = refused("account", "list", MEMBERHUB_DATABASE_ADMIN=f"host={tmp_path} dbname=x")
    assert "the database cannot be used: cannot connect" in complaint
    assert time.monotonic() - started < testing.TIMEOUT_S / 2


# ---- migrations ------------------------------------------------------------------------------------------------------


def psql(command, database=None):
    """Runs one command as the stack's superuser; gives its rows, unaligned."""
    testing.required("PGHOST")
    arguments = ["psql", "-XqAt", "-v", "ON_ERROR_STOP=1", "-c", command]
    return subprocess.run(arguments + (["-d", database] if database else []), check=True, capture_output=True,
                          text=True, timeout=testing.TIMEOUT_S).stdout.strip()


@pytest.fixture
def database(accounts):
    """A fresh database of the stack's cluster, as the environment that makes memberhubctl use it."""
    name = f"migrate_{accounts.new()}"
    psql(f"CREATE DATABASE {name}")
    yield {"MEMBERHUB_DATABASE_ADMIN": f"dbname={name}", "PGDATABASE": name}
    psql(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture
def sql(tmp_path):
    """A copy of sql/ to break."""
    return Path(shutil.copytree(SQL, tmp_path / "sql"))


def migrations(directory=SQL):
    return sorted(path.name for path in (directory / "migrations").glob("*.sql"))


def states(directory, database):
    """What db status says, state by migration, and its exit status."""
    done = run("db", "status", "--json", "--sql-dir", str(directory), **database)
    # Which a migration that was cut off before its end leaves there.
    assert all(line.startswith("memberhubctl: warning: PUBLIC has ") for line in done.stderr.splitlines()), done.stderr
    return {row["Name"]: row["State"] for row in json.loads(done.stdout)["Migrations"]}, done.returncode


def test_migrating_makes_everything_and_doing_it_again_is_a_no_op(database):
    assert states(SQL, database) == ({name: "pending" for name in migrations()}, 1)
    first = ctl("db", "migrate", "--sql-dir", str(SQL), **database)
    assert re.findall(r"^migration (\S+) applied in \d+ ms$", first, re.M) == migrations()
    assert states(SQL, database) == ({name: "applied" for name in migrations()}, 0)
    before = psql("SELECT version, name, sha256, applied_at FROM memberhub.schema_migration", database["PGDATABASE"])
    again = ctl_json("db", "migrate", "--sql-dir", str(SQL), **database)
    assert again == {"Version": len(migrations()), "Applied": 0,
                     "Functions": len(list((SQL / "functions").glob("*/*.sql")))}
    after = psql("SELECT version, name, sha256, applied_at FROM memberhub.schema_migration", database["PGDATABASE"])
    assert after == before


def test_the_directory_of_the_sql_comes_from_the_option_or_else_from_the_environment(database, tmp_path):
    named = {"MEMBERHUB_SQL_DIR": str(tmp_path / "none"), **database}
    assert f"{tmp_path}/none/migrations" in refused("db", "status", **named)
    assert states(SQL, named)[0] == {name: "pending" for name in migrations()}
    named["MEMBERHUB_SQL_DIR"] = str(SQL)
    assert [row["Name"] for row in json.loads(run("db", "status", "--json", **named).stdout)["Migrations"]] == migrations()


def test_a_migrated_database_works_for_the_admin_role_and_only_for_its_functions(database, accounts):
    ctl("db", "migrate", "--sql-dir", str(SQL), **database)
    admin = {"MEMBERHUB_DATABASE_ADMIN": f"dbname={database['PGDATABASE']} user=memberhub_admin"}
    worker = {"MEMBERHUB_DATABASE_ADMIN": f"dbname={database['PGDATABASE']} user=memberhub_app"}
    account = accounts.new()
    ctl("account", "add", account, **admin)
    ctl("key", "create", "--account", account, **admin)
    ctl("audit", "tail", **admin)
    assert states(SQL, admin)[1] == 0
    assert "42501" in refused("account", "add", account, **worker)
    assert "42501" in refused("db", "migrate", "--sql-dir", str(SQL), **admin)


def test_migrating_takes_away_every_grant_that_no_file_makes(database):
    ctl("db", "migrate", "--sql-dir", str(SQL), **database)
    name = database["PGDATABASE"]
    psql("CREATE FUNCTION memberhub.leftover() RETURNS integer LANGUAGE sql AS 'SELECT 1'", name)
    psql("ALTER FUNCTION memberhub.leftover() OWNER TO memberhub_owner", name)
    psql("GRANT EXECUTE ON FUNCTION memberhub.leftover(), memberhub.tables_store(json) "
         "TO PUBLIC, memberhub_app, memberhub_admin", name)
    granted = ("SELECT p.proname, r.rolname FROM pg_proc AS p, pg_roles AS r WHERE r.rolname IN ('memberhub_app', "
               "'memberhub_admin') AND p.proname IN ('leftover', 'tables_store', 'key_list', 'credential_get') "
               "AND has_function_privilege(r.rolname, p.oid, 'EXECUTE') ORDER BY 1")
    assert len(psql(granted, name).splitlines()) == 6
    ctl("db", "migrate", "--sql-dir", str(SQL), **database)
    assert psql(granted, name).splitlines() == ["credential_get|memberhub_app", "key_list|memberhub_admin"]


def test_a_schema_of_somebody_else_is_left_alone(database):
    psql("CREATE SCHEMA memberhub", database["PGDATABASE"])
    assert "does not belong to memberhub_owner" in refused("db", "migrate", "--sql-dir", str(SQL), **database)
    assert psql("SELECT to_regclass('memberhub.schema_migration') IS NULL", database["PGDATABASE"]) == "t"


def test_a_database_whose_functions_never_came_says_what_was_applied(database, sql):
    (sql / "functions" / "schema" / "zzz.sql").write_text("this is no SQL;\n")
    done = run("db", "migrate", "--sql-dir", str(sql), **database)
    assert done.returncode == 1 and "zzz.sql: line 1: " in done.stderr
    assert states(sql, database) == ({name: "applied" for name in migrations()}, 0)


def test_times_are_utc_whatever_the_session_says(database):
    ctl("db", "migrate", "--sql-dir", str(SQL), **database)
    [here, there] = [json.loads(ctl("db", "status", "--json", "--sql-dir", str(SQL), MEMBERHUB_DATABASE_ADMIN=(
        f"dbname={database['PGDATABASE']} options='-c TimeZone={zone}'"))) for zone in ("UTC", "America/New_York")]
    assert here == there and here["Migrations"][0]["AppliedAt"].endswith("Z")


def test_the_stored_sentences_are_those_of_the_program(database):
    ctl("db", "migrate", "--sql-dir", str(SQL), **database)
    name = database["PGDATABASE"]
    assert psql("SELECT dialect, error_code, sentence FROM memberhub.fault_catalogue WHERE name = 'not_subscribed' "
                "ORDER BY dialect", name).splitlines() == [
        "documented|InvalidAccessException|Account {0} is not subscribed to AWS Security Hub",
        "guardduty|InvalidAccessException|Account {0} is not subscribed to AWS Security Hub",
        "json|InvalidAccessException|Account {0} is not subscribed to AWS Security Hub",
        "observed|BadRequestException|The request is rejected since no such resource found.",
        "query|InvalidAccessException|Account {0} is not subscribed to AWS Security Hub"]
    assert psql("SELECT count(*) FROM memberhub.fault_catalogue WHERE name = 'self_invite' AND error_code IS NULL",
                name) == "5"


def test_the_stored_tables_are_those_of_the_program(database):
    """What another release had, or somebody wrote there, is gone; what is missing or otherwise is as it was."""
    ctl("db", "migrate", "--sql-dir", str(SQL), **database)
    name = database["PGDATABASE"]
    tables = {table: psql(f"SELECT t FROM memberhub.{table} AS t ORDER BY t::text", name)
              for table in ("service", "operation", "fault_catalogue")}
    assert "(securityhub,SecurityHub,AWS::SecurityHub::Hub," in tables["service"]
    assert "(securityhub,GetMembers,no_such_resource,t,," in tables["operation"]
    psql("INSERT INTO memberhub.service (name, product) VALUES ('teapot', 'Teapot'); "
         "INSERT INTO memberhub.operation (service, name, read_only) VALUES ('teapot', 'Brew', false); "
         "INSERT INTO memberhub.fault_catalogue VALUES ('cold', 'steamed', 'Cold', 'It is cold.'); "
         "DELETE FROM memberhub.operation WHERE service = 'guardduty'; "
         "UPDATE memberhub.operation SET unenrolled = NULL; "
         "UPDATE memberhub.fault_catalogue SET sentence = 'all is well'", name)
    ctl("db", "migrate", "--sql-dir", str(SQL), **database)
    for table, rows in tables.items():
        assert psql(f"SELECT t FROM memberhub.{table} AS t ORDER BY t::text", name) == rows


def test_two_runs_at_once_take_turns(database):
    runs = [subprocess.Popen(["memberhubctl", "db", "migrate", "--sql-dir", str(SQL)], text=True,
                             stdout=subprocess.PIPE, stderr=subprocess.PIPE, env={**os.environ, **database})
            for _ in range(3)]
    outcomes = [process.communicate(timeout=testing.TIMEOUT_S) for process in runs]
    assert [process.returncode for process in runs] == [0, 0, 0], outcomes
    applied = [line for out, _ in outcomes for line in out.splitlines() if " applied in " in line]
    assert len(applied) == len(migrations())


def test_a_migration_that_fails_leaves_nothing_and_says_where(database, sql):
    ctl("db", "migrate", "--sql-dir", str(sql), **database)
    new = f"{len(migrations()) + 1:04}_new.sql"
    (sql / "migrations" / new).write_text("CREATE TABLE memberhub.left_over (a int);\n\nSELECT nothing;\n")
    complaint = refused("db", "migrate", "--sql-dir", str(sql), **database)
    assert f"{new}: line 3: " in complaint and "42703" in complaint
    assert psql("SELECT to_regclass('memberhub.left_over') IS NULL", database["PGDATABASE"]) == "t"
    assert states(sql, database)[0][new] == "pending"
    (sql / "migrations" / new).write_text("CREATE TABLE memberhub.left_over (a int);\n")
    assert f"migration {new} applied" in ctl("db", "migrate", "--sql-dir", str(sql), **database)
    owner = psql("SELECT tableowner FROM pg_tables WHERE tablename = 'left_over'", database["PGDATABASE"])
    assert owner == "memberhub_owner"
    # The program that belongs to the older sql/ keeps its hands off.
    assert f"migration {new} was applied by a newer memberhub" in refused("db", "migrate", "--sql-dir", str(SQL),
                                                                          **database)
    assert states(SQL, database)[0][new] == "newer"


def test_functions_go_in_all_or_none(database, sql):
    ctl("db", "migrate", "--sql-dir", str(sql), **database)
    (sql / "functions" / "call" / "aaa.sql").write_text(
        "CREATE FUNCTION memberhub.half() RETURNS integer LANGUAGE sql AS 'SELECT 1';\n")
    (sql / "functions" / "trail" / "zzz.sql").write_text("SELECT 1;\nthis is no SQL;\n")
    assert "trail/zzz.sql: line 2: " in refused("db", "migrate", "--sql-dir", str(sql), **database)
    assert psql("SELECT to_regproc('memberhub.half') IS NULL", database["PGDATABASE"]) == "t"


def test_functions_go_in_by_their_files_names_whatever_their_topic(database, sql):
    # Each fails where what it names is not there yet.
    for topic, name, body in [("a_topic", "zzz", "memberhub.yyy()"), ("b_topic", "yyy", "memberhub._xxx()"),
                              ("z_topic", "_xxx", "1")]:
        (sql / "functions" / topic).mkdir()
        (sql / "functions" / topic / f"{name}.sql").write_text(
            f"CREATE FUNCTION memberhub.{name}() RETURNS integer LANGUAGE sql RETURN {body};\n")
    ctl("db", "migrate", "--sql-dir", str(sql), **database)
    assert psql("SELECT memberhub.zzz()", database["PGDATABASE"]) == "1"


def test_what_a_release_before_left_is_not_applied(database, sql):
    """Functions had no topics once; and one that went from a topic to another must not be there in both."""
    (sql / "functions" / "key_list.sql").write_text("this is no SQL;\n")
    (sql / "functions" / "README").write_text("nor this\n")
    ctl("db", "migrate", "--sql-dir", str(sql), **database)
    shutil.copy(sql / "functions" / "accounts" / "key_list.sql", sql / "functions" / "schema")
    assert (f"{sql}/functions has both accounts/key_list.sql and schema/key_list.sql"
            in refused("db", "migrate", "--sql-dir", str(sql), **database))


def test_an_applied_migration_that_changed_is_refused(database, sql):
    ctl("db", "migrate", "--sql-dir", str(sql), **database)
    path = sql / "migrations" / migrations()[0]
    path.write_text(path.read_text() + "-- one more line\n")
    assert f"{path.name} was applied and its file has changed" in refused("db", "migrate", "--sql-dir", str(sql),
                                                                         **database)
    assert states(sql, database)[0][path.name] == "changed"


@pytest.mark.parametrize("name", ["0003_gap.sql", "0001_twice.sql", "2_short.sql", "later.sql"])
def test_migrations_that_are_out_of_line_are_refused_before_anything_is_done(database, sql, name):
    if name == "0003_gap.sql":
        name = f"{len(migrations()) + 2:04}_gap.sql"
    (sql / "migrations" / name).write_text("SELECT 1;\n")
    assert ".sql should be" in refused("db", "migrate", "--sql-dir", str(sql), **database)
    assert psql("SELECT to_regnamespace('memberhub') IS NULL", database["PGDATABASE"]) == "t"


def test_a_folder_that_is_not_there_is_told(database, tmp_path):
    assert f"cannot read {tmp_path}/migrations" in refused("db", "migrate", "--sql-dir", str(tmp_path), **database)
    (tmp_path / "migrations").mkdir()
    (tmp_path / "functions").mkdir()
    assert "there is no migration in" in refused("db", "migrate", "--sql-dir", str(tmp_path), **database)


@pytest.mark.parametrize("conninfo", ["host=x password = 2secret part", "postgresql://u:ssw#rd%zz@h/secret"])
def test_a_broken_connection_string_is_named_but_never_repeated(conninfo):
    complaint = refused("account", "list", MEMBERHUB_DATABASE_ADMIN=conninfo)
    assert "database.admin is no libpq connection string" in complaint
    assert "secret" not in complaint and "ssw" not in complaint


# ---- the audit trail -------------------------------------------------------------------------------------------------


def test_the_audit_trail_shows_what_was_done_and_what_was_refused(account, key):
    client = hub_client(key)
    client.enable_security_hub(EnableDefaultStandards=False)
    # Not the same bytes: within a second those would have the same signature, and are one call.
    with pytest.raises(ClientError):
        client.enable_security_hub(EnableDefaultStandards=False, Tags={"again": "yes"})
    lines = ctl("audit", "tail", "--account", account).splitlines()
    assert [line.split(" ")[2:] for line in lines[:2]] == [["CreateAccount", "-"], ["CreateAccessKey", "-"]]
    assert [line.split(" ")[1:] for line in lines[2:]] == [
        [account, "EnableSecurityHub", "-"], [account, "EnableSecurityHub", "ResourceConflictException"]]
    assert all(re.match(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{3})?Z ", line) for line in lines)
    records = [json.loads(line) for line in ctl("audit", "tail", "--account", account, "--json").splitlines()]
    assert [record.get("errorCode") for record in records] == [None, None, None, "ResourceConflictException"]
    assert [record["userIdentity"].get("accountId") for record in records] == [None, None, account, account]
    assert all(record["recipientAccountId"] == account for record in records)
    [last] = ctl("audit", "tail", "--account", account, "-n", "1").splitlines()
    assert last == lines[-1]


def whole_trail(account):
    lines = ctl("audit", "tail", "--account", account, "--json", "-n", "1000").splitlines()
    return [json.loads(line) for line in lines]


def trail(account):
    """The changes alone: the event of a read may come later than that of a change behind it."""
    return [record for record in whole_trail(account) if not record["readOnly"]]


def test_what_an_operator_changes_is_on_record_without_the_secret(account, key):
    for verb in ("disable", "enable", "delete"):
        ctl("key", verb, key["AccessKeyId"])
    ctl("account", "suspend", account)
    ctl("account", "resume", account)
    records = trail(account)
    assert [(record["eventName"], record["requestParameters"].get("status")) for record in records] == [
        ("CreateAccount", None), ("CreateAccessKey", None), ("UpdateAccessKey", "disabled"),
        ("UpdateAccessKey", "active"), ("DeleteAccessKey", None), ("SuspendAccount", "suspended"),
        ("ResumeAccount", "active")]
    assert {record["eventSource"] for record in records} == {"iam.amazonaws.com"}
    assert {record["userIdentity"]["type"] for record in records} == {"Operator"}
    assert [record["requestParameters"].get("accessKeyId") for record in records[1:5]] == [key["AccessKeyId"]] * 4
    assert key["SecretAccessKey"] not in json.dumps(records)


def test_an_event_shows_the_parameters_but_no_mail_address(account, hub, accounts):
    member = accounts.new()
    hub.create_members(AccountDetails=[{"AccountId": member, "Email": "somebody@example.com"}])
    event = trail(account)[-1]
    assert event["requestParameters"] == {
        "AccountDetails": [{"AccountId": member, "Email": "HIDDEN_DUE_TO_SECURITY_REASONS"}]}
    assert event["responseElements"] == {"UnprocessedAccounts": []}
    assert "somebody" not in json.dumps(trail(account))


def test_a_change_that_is_refused_before_it_reaches_its_function_is_on_record_too(account, hub):
    with pytest.raises(ClientError) as caught:
        hub.invite_members(AccountIds=["12345678901"])
    event = trail(account)[-1]
    assert (event["eventName"], event["errorCode"]) == ("InviteMembers", "InvalidInputException")
    assert event["requestID"] == caught.value.response["ResponseMetadata"]["RequestId"]
    assert event["errorMessage"] == caught.value.response["Error"]["Message"]


def test_each_read_and_each_change_leaves_exactly_one_event(account, hub):
    before = len(trail(account))
    wanted = [answer["ResponseMetadata"]["RequestId"] for answer in (
        hub.list_members(), hub.get_invitations_count(), hub.describe_hub())]
    with pytest.raises(ClientError) as caught:
        hub.get_members(AccountIds=["12345678901"])
    wanted.append(caught.value.response["ResponseMetadata"]["RequestId"])
    deadline = time.monotonic() + testing.TIMEOUT_S
    while True:
        found = [record["requestID"] for record in whole_trail(account) if record["requestID"] in wanted]
        if len(found) >= len(wanted):
            break
        assert time.monotonic() < deadline, found
    assert sorted(found) == sorted(wanted)
    assert len(trail(account)) == before
    hub.update_security_hub_configuration(AutoEnableControls=False)
    assert len(trail(account)) == before + 1


def read_line(process):
    """The next line; a watchdog ends the process, and with it the wait, when none comes."""
    line = process.stdout.readline()
    assert line, "memberhubctl ended, or was ended by the test's deadline"
    return line


def test_following_prints_events_as_they_come(account, key):
    client = hub_client(key)
    client.enable_security_hub(EnableDefaultStandards=False)
    # timeout(1) is the deadline: the pipe ends when it does.
    process = subprocess.Popen(["timeout", str(testing.TIMEOUT_S), "memberhubctl", "audit", "tail", "--follow",
                                "--account", account], stdout=subprocess.PIPE, text=True)
    try:
        assert [read_line(process).split()[2] for _ in range(3)] == [
            "CreateAccount", "CreateAccessKey", "EnableSecurityHub"]
        client.disable_security_hub()
        assert read_line(process).split()[2] == "DisableSecurityHub"
    finally:
        process.terminate()
        process.wait(timeout=testing.TIMEOUT_S)
