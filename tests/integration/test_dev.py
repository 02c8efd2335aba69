"""./dev down stops all of a stack, whatever became of its pid files and of the ./dev up that made it."""
import contextlib
import os
import re
import shutil
import signal
import socket
import subprocess
import tempfile
from pathlib import Path

import pytest
from private_stack import TOP, Stack, is_alive, wait_for
from private_standby import Standby

LIMIT_S = 120


def processes_of(directory):
    """The pids of all that a stack in this directory runs: each names it in its command line, or its parent does."""
    found, parents = set(), {}
    for path in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(FileNotFoundError, ProcessLookupError):
            parents[path.name] = (path / "stat").read_text().rpartition(")")[2].split()[1]
            words = (path / "cmdline").read_bytes().replace(b"\0", b" ")
            if str(directory).encode() + b"/" in words and words.split()[0] not in (b"bash", b"/usr/bin/env"):
                found.add(path.name)
    for _ in range(3):
        found |= {pid for pid, parent in parents.items() if parent in found}
    return found


@pytest.fixture
def stack():
    # Short, so that sockets and cluster are in it.
    directory = Path(tempfile.mkdtemp(prefix="memberhub-dev-"))
    directory.chmod(0o711)
    stack = Stack(directory / "s")
    yield stack
    done = stack.dev("down", "--purge")
    left = processes_of(stack.directory)
    for pid in left:
        os.kill(int(pid), signal.SIGKILL)
    subprocess.run(["rm", "-rf", directory], check=True)
    assert done.returncode == 0 and not left, (done, left)


def purge(stack):
    """Has the stack purged; what runs then is gone, and so is the directory."""
    before = processes_of(stack.directory)
    done = stack.dev("down", "--purge", timeout=LIMIT_S)
    assert done.returncode == 0, done.stdout + done.stderr
    assert [pid for pid in before if is_alive(pid)] == []
    assert processes_of(stack.directory) == set()
    assert not stack.directory.exists()
    return done.stdout


def test_a_server_whose_pid_files_are_lost_is_stopped(stack):
    stack.up()
    assert len(processes_of(stack.directory)) > 10  # 8 workers, their master, nginx and PostgreSQL
    for name in ("memberhubd.pid", "nginx.pid"):
        (stack.directory / "run" / name).unlink()
    purge(stack)


def test_a_second_up_finds_the_server_whose_pid_file_is_lost(stack):
    stack.up()
    pid = stack.master
    (stack.directory / "run" / "memberhubd.pid").write_text("1\n")
    done = stack.dev("up")
    assert done.returncode == 0 and done.stdout.startswith("Already serving."), done
    assert is_alive(pid)
    purge(stack)


def test_an_up_while_the_server_stops_waits_for_its_end_and_starts_another(stack):
    stack.up()
    before = stack.master
    with contextlib.closing(socket.socket(socket.AF_UNIX)) as kept:
        kept.connect(stack.socket_path)  # a worker waits for it until its deadline
        os.kill(before, signal.SIGTERM)
        stack.up()
    assert not is_alive(before)
    assert is_alive(stack.master)
    purge(stack)


def test_nginx_that_does_not_stop_is_ended_with_its_workers(stack):
    stack.up()
    master = int((stack.directory / "run" / "nginx.pid").read_text())
    workers = Path(f"/proc/{master}/task/{master}/children").read_text().split()
    assert workers
    os.kill(master, signal.SIGSTOP)
    purge(stack)
    assert [pid for pid in workers if is_alive(pid)] == []


def test_a_standby_beside_the_cluster_is_stopped(stack):
    stack.up()
    with Standby(stack) as standby:
        assert standby.is_running()
        purge(stack)
        # What a test does with it in the end has nothing left to work on.
        standby.primary.data.mkdir(parents=True)
        (standby.primary.data / "postgresql.auto.conf").touch()
    subprocess.run(["rm", "-rf", stack.directory], check=True)


def begin(stack, command, *arguments, **options):
    options = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, **options}
    return subprocess.Popen([stack.dev_path, command, "--dir", stack.directory, *arguments], env=stack.environment,
                            stdin=subprocess.DEVNULL, text=True, start_new_session=True,
                            preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL), **options)


def begin_up(stack, **options):
    return begin(stack, "up", "--port", str(stack.port), **options)


def test_down_waits_for_the_up_that_runs(stack):
    with begin_up(stack) as up:
        wait_for((stack.directory / "port").exists, "the stack is begun")
        purge(stack)
        assert up.wait(LIMIT_S) == 0
    assert processes_of(stack.directory) == set()


def kill_up(stack, begun):
    """Begins an up and kills it as soon as that file is there."""
    with begin_up(stack) as up:
        wait_for((stack.directory / begun).exists, f"{begun} is there")
        up.kill()


# In the middle of making the cluster, of starting it, of the rest.
@pytest.mark.parametrize("begun", ["log/initdb.log", "log/pg_ctl.log", "log/migrate.log", "run/memberhubd.pid"])
def test_what_an_up_that_was_killed_has_begun_is_stopped_and_another_up_goes_on_with_it(stack, begun):
    kill_up(stack, begun)
    purge(stack)
    kill_up(stack, begun)
    stack.up()
    purge(stack)


def test_nothing_is_made_or_removed_where_no_stack_ever_was(stack):
    stack.directory.mkdir()
    (stack.directory / "log").mkdir()
    done = stack.dev("down", "--purge")
    assert done.returncode == 0 and done.stdout.startswith("Nothing runs"), done
    assert [path.name for path in stack.directory.iterdir()] == ["log"]


# ---- what goes wrong ------------------------------------------------------------------------------------------------

# So long nothing takes that is to end at once: a person would wait for it.
AT_ONCE_S = 20


class Checkout:
    """A checkout of ./dev alone, with stand-ins for the programs that it calls: nothing is installed or built."""

    def __init__(self, directory):
        self.directory = directory
        self.programs = directory / "programs"
        self.programs.mkdir(parents=True)
        (directory / "sql").mkdir()
        (directory / "dev").write_bytes((TOP / "dev").read_bytes())
        (directory / "dev").chmod(0o755)
        for name in ("configure.ac", "Makefile.am", "Makefile.in", "configure"):
            (directory / name).write_text("#!/bin/sh\n")
        (directory / "configure").chmod(0o755)
        (directory / "build").mkdir()
        (directory / "build" / "Makefile").touch()
        self.program("dpkg-query", "echo installed")
        self.program("sudo", 'test "$1" = -v || exec "$@"')
        self.program("dpkg", ":")

    def program(self, name, script):
        path = self.programs / name
        path.write_text(f"#!/bin/bash\n{script}\n")
        path.chmod(0o755)

    def lacks(self, package):
        self.program("dpkg-query", f'[[ ${{@: -1}} == {package} ]] || echo installed')

    def start(self, *arguments):
        environment = {**os.environ, "PATH": f"{self.programs}:/usr/bin:/bin"}
        return subprocess.Popen([self.directory / "dev", *arguments], env=environment, stdin=subprocess.DEVNULL,
                                stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True,
                                preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL))

    def run(self, *arguments):
        with self.start(*arguments) as process:
            out, errors = process.communicate(timeout=AT_ONCE_S)
        return process.returncode, out, errors

    def refuses(self, *arguments):
        """Runs ./dev, which must end at once with one or two lines of its own; gives them."""
        status, out, errors = self.run(*arguments)
        assert (status, out) == (1, ""), (status, out, errors)
        said = [line for line in errors.splitlines() if line.startswith(("dev:", "     ")) or "error" in line]
        assert 1 <= len(said) <= 2 and said[0].startswith("dev: "), errors
        assert "./dev: line" not in errors and "cannot create" not in errors
        return errors


@pytest.fixture
def checkout(tmp_path):
    return Checkout(tmp_path / "checkout")


def port_of_nobody():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return str(probe.getsockname()[1])


def interrupt(process):
    """Does what Ctrl-C does: the signal goes to all that a terminal would send it to."""
    os.killpg(process.pid, signal.SIGINT)


def check_interrupted(process):
    _, errors = process.communicate(timeout=AT_ONCE_S)
    assert process.returncode == 130, errors
    assert errors.splitlines()[-1].startswith("dev: interrupted."), errors
    assert "./dev: line" not in errors and "Terminated" not in errors, errors
    wait_for(lambda: not group_lives(process.pid), "nothing of it is left")


def group_lives(group):
    for path in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(FileNotFoundError, ProcessLookupError):
            state, _, of = (path / "stat").read_text().rpartition(")")[2].split()[:3]
            if of == str(group) and state != "Z":
                return True
    return False


def test_a_path_with_a_space_is_refused_before_anything_else(tmp_path):
    checkout = Checkout(tmp_path / "a path")
    assert "such as a space: move it" in checkout.refuses("up")


def test_a_checkout_that_cannot_be_written_to_is_named(checkout):
    (checkout.directory / "build" / "Makefile").unlink()
    (checkout.directory / "build").rmdir()
    (checkout.directory / "build").touch()
    assert "the checkout cannot be written to" in checkout.refuses("up")


def test_a_directory_that_cannot_be_made_is_named(checkout):
    assert "/proc/nowhere/s cannot be made: choose another directory with --dir" in checkout.refuses(
        "up", "--dir", "/proc/nowhere/s")


@pytest.fixture
def theirs(tmp_path):
    """A directory of another user's: a stack's where that can be made."""
    if os.geteuid() != 0:
        return Path("/usr")
    for name in ("lock", "port"):
        (tmp_path / name).write_text("1\n")
        shutil.chown(tmp_path / name, "nobody")
    return tmp_path


# Root may stop anybody's stack.
@pytest.mark.parametrize("command", ["up", "reset", "restart"] if os.geteuid() == 0 else ["up"])
def test_a_stack_of_another_user_is_left_to_that_user(checkout, theirs, command):
    owner = "nobody" if os.geteuid() == 0 else theirs.owner()
    assert f"belongs to {owner}: choose another directory with --dir, or be {owner}" in checkout.refuses(
        command, "--dir", str(theirs))


def test_a_port_that_is_taken_is_refused(checkout):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        assert f"port {port} is taken by something else" in checkout.refuses("up", "--port", port)
    assert "--port takes a number from 1 to 65535" in checkout.refuses("up", "--port", "70000")


def test_a_port_that_is_taken_during_the_build_is_found_before_anything_is_started(checkout, tmp_path):
    port, building, go = port_of_nobody(), tmp_path / "building", tmp_path / "go"
    checkout.program("make", f'[[ $1 != -q ]] || exit 1; touch {building}; until [[ -e {go} ]]; do sleep 0.05; done')
    with checkout.start("up", "--dir", str(tmp_path / "s"), "--port", port) as process:
        wait_for(building.exists, "it builds")
        with socket.create_server(("127.0.0.1", int(port))):
            go.touch()
            _, errors = process.communicate(timeout=AT_ONCE_S)
    assert process.returncode == 1
    assert f"dev: port {port} is taken by something else: choose another with --port" in errors
    assert not (tmp_path / "s" / "pg").exists()


def test_a_port_that_is_taken_at_the_last_moment_leaves_nothing_running(stack, tmp_path):
    (tmp_path / "nginx").write_text("#!/bin/sh\necho 'nginx: [emerg] bind() to 127.0.0.1:1 failed (98: Address already in use)'\n"
                                    "exit 1\n")
    (tmp_path / "nginx").chmod(0o755)
    path = stack.environment["PATH"]
    stack.environment["PATH"] = f"{tmp_path}:{path}"
    done = stack.dev("up", "--port", str(stack.port))
    assert done.returncode == 1 and f"port {stack.port} was taken by something else meanwhile" in done.stderr, done
    assert processes_of(stack.directory) == set()
    # What it advises is taken.
    stack.environment["PATH"] = path
    stack.port = int(port_of_nobody())
    stack.up()
    purge(stack)


def test_without_a_network_one_line_says_so(checkout):
    checkout.lacks("libinih-dev")
    checkout.program("apt-get", """[[ " $* " != *" update "* ]] ||
        { for i in {1..25}; do echo "W: Failed to fetch http://x Temporary failure resolving 'x'"; done; exit 100; }
        echo 'E: Unable to locate package'; exit 100""")
    said = checkout.refuses("up", "--port", port_of_nobody())
    assert "there is no way to the package servers. Connect this machine to the network" in said
    assert "These packages are missing: libinih-dev\n" in said and len(said.splitlines()) == 4
    assert "network, then ./dev up again." in said
    checkout.lacks("python3-boto3")
    (checkout.directory / "tests").mkdir()
    shutil.copy(TOP / "tests" / "run-suites.sh", checkout.directory / "tests")
    said = checkout.refuses("test", "lint")
    assert "These packages are missing: python3-boto3\n" in said and "network, then ./dev test again." in said


def test_an_installation_says_what_it_needs_before_it_begins(checkout, tmp_path):
    installed = tmp_path / "installed"
    checkout.program("dpkg-query", f'[[ ${{@: -1}} == libinih-dev && ! -e {installed} ]] || echo installed')
    # Where an earlier installation was interrupted, apt-get plans nothing with its lock.
    checkout.program("apt-get", f"""case " $* " in
        *" --assume-no "*) [[ $* == *Debug::NoLocking=1* ]] || exit 100
            echo 'Need to get 144 MB of archives.'
            echo 'After this operation, 630 MB of additional disk space will be used.'; exit 1 ;;
        *" install "*) touch {installed} ;;
        esac""")
    checkout.program("make", "exit 1")
    _, _, errors = checkout.run("up", "--dir", str(tmp_path / "s"), "--port", port_of_nobody())
    lines = errors.splitlines()
    assert lines.index("They and what they need: 144 MB to download, 630 MB on disk. It takes 1 to 3 minutes.") < \
        lines.index("Installing ...")


# Each names the program that is at work, and when it is.
STEPS = {
    "fetching lists": ("libinih-dev", "apt-get", '[[ " $* " == *" update "* ]]'),
    "installing": ("libinih-dev", "apt-get", '[[ " $* " == *" -y install "* ]]'),
    "preparing the build": ("none", "../autogen.sh", "true"),
    "configuring": ("none", "../configure", "true"),
    "building": ("none", "make", "[[ $1 != -q ]]"),
}


@pytest.mark.parametrize("whole_group", [True, False], ids=["as a terminal does", "the script alone"])
@pytest.mark.parametrize("step", STEPS)
def test_an_interrupt_ends_a_step_and_all_that_it_started(checkout, tmp_path, step, whole_group):
    package, program, when = STEPS[step]
    begun = tmp_path / "begun"
    checkout.lacks(package)
    checkout.program("make", "exit 1")
    # It takes no notice of SIGINT, as make's children do that a shell has put in the background.
    checkout.program(program, f'{when} || exit {int(program == "make")}; sleep 1000 & : >{begun}; wait')
    if step == "preparing the build":
        (checkout.directory / "Makefile.in").unlink()
    if step == "configuring":
        (checkout.directory / "build" / "Makefile").unlink()
    with checkout.start("up", "--dir", str(tmp_path / "s"), "--port", port_of_nobody()) as process:
        wait_for(begun.exists, "the step is begun")
        interrupt(process) if whole_group else process.send_signal(signal.SIGINT)
        check_interrupted(process)
    # The next one begins that step again, and does not take what was left for done.
    begun.unlink()
    with checkout.start("up", "--dir", str(tmp_path / "s"), "--port", port_of_nobody()) as process:
        wait_for(begun.exists, "the step is begun again")
        interrupt(process)
        check_interrupted(process)


@pytest.mark.parametrize("begun", ["log/initdb.log", "log/pg_ctl.log", "log/migrate.log", "run/memberhubd.pid"])
def test_an_up_that_was_interrupted_is_gone_on_with(stack, begun):
    with begin_up(stack, stderr=subprocess.PIPE, stdout=subprocess.PIPE) as up:
        wait_for((stack.directory / begun).exists, f"{begun} is there")
        interrupt(up)
        _, errors = up.communicate(timeout=LIMIT_S)
    # It may have been done before the signal came.
    assert up.returncode in (0, 130), errors
    assert up.returncode == 0 or "dev: interrupted. ./dev up --dir" in errors.splitlines()[-1], errors
    assert "     |" not in errors  # no log is dumped
    stack.up()
    purge(stack)


def test_a_purge_that_was_interrupted_leaves_no_half_of_a_database(stack, tmp_path):
    stack.up()
    before = stack.dev("psql", "-qAtc", "SELECT system_identifier FROM pg_control_system()").stdout
    # No program makes the file: a shell that is interrupted while it waits for one that has ended well goes on.
    (tmp_path / "rm").write_text(f'#!/bin/bash\n[[ " $* " != *" {stack.directory}/pg "* ]] || '
                                 f'{{ : >{tmp_path}/begun; exec sleep 1000; }}\nexec /bin/rm "$@"\n')
    (tmp_path / "rm").chmod(0o755)
    path = stack.environment["PATH"]
    stack.environment["PATH"] = f"{tmp_path}:{path}"
    with begin(stack, "down", "--purge", stderr=subprocess.PIPE, stdout=subprocess.PIPE) as down:
        stack.environment["PATH"] = path
        wait_for((tmp_path / "begun").exists, "it removes")
        interrupt(down)
        _, errors = down.communicate(timeout=LIMIT_S)
    assert down.returncode == 130 and "The same ./dev down goes on from here." in errors, errors
    stack.up()
    assert stack.dev("psql", "-qAtc", "SELECT system_identifier FROM pg_control_system()").stdout not in ("", before)
    purge(stack)


# ---- what it tells and does -----------------------------------------------------------------------------------------


def test_nothing_that_is_wrong_is_said_of_a_start_that_succeeds(stack):
    done = stack.dev("up", "--port", str(stack.port))
    assert done.returncode == 0 and "refused" not in done.stderr and "./dev: line" not in done.stderr, done.stderr
    purge(stack)


def test_status_tells_what_runs_and_what_does_not(stack):
    nothing = stack.dev("status")
    assert (nothing.returncode, nothing.stdout) == (1, f"Nothing runs in {stack.directory}.\n")
    assert stack.dev("down").stdout == nothing.stdout
    stack.up()
    done = stack.dev("status")
    assert done.returncode == 0, done
    assert f"serving      http://127.0.0.1:{stack.port}, from {stack.directory}\n" in done.stdout
    assert f"memberhubd   process {stack.master}, since 20" in done.stdout
    assert re.search(r"^version      \d+\.\d+\.\d+, which is what the sources are now$", done.stdout, re.M), done.stdout
    stack.stop_database()
    os.kill(stack.master, signal.SIGSTOP)
    done = stack.dev("status")
    os.kill(stack.master, signal.SIGCONT)
    assert done.returncode == 1 and done.stdout.startswith("NOT SERVING"), done
    assert f"./dev up --dir {stack.directory} brings it up" in done.stdout and "\npostgres     does not run\n" in done.stdout, done
    stack.dev("down")
    assert "Its data is kept: " in stack.dev("status").stdout
    purge(stack)


def test_status_is_whole_while_the_database_alone_runs(stack):
    stack.up()
    (stack.directory / "run" / "memberhub.scoreboard").unlink()
    for pid in (stack.master, int((stack.directory / "run" / "nginx.pid").read_text())):
        os.kill(pid, signal.SIGTERM)
        wait_for(lambda pid=pid: not is_alive(str(pid)), "it has ended")
    done = stack.dev("status")
    assert done.returncode == 1 and done.stderr == "", done
    assert "memberhubd   does not run\nnginx        does not run\npostgres     process " in done.stdout, done
    assert "\ndata         " in done.stdout and "\naccounts     " in done.stdout, done
    purge(stack)


def test_a_reset_empties_a_stack_and_its_seals(stack):
    stack.up()
    count = ("psql", "-qAtc", "SELECT count(*) FROM memberhub.audit_event WHERE event_name = 'CreateAccount'")
    environment = {**stack.environment, "MEMBERHUB_CONF": str(stack.directory / "memberhub.conf")}
    memberhubctl = TOP / "build" / "memberhubctl"
    subprocess.run([memberhubctl, "account", "add", "444444444444"], env=environment, check=True, capture_output=True)
    assert subprocess.run([memberhubctl, "account", "list"], env=environment, capture_output=True,
                          text=True).stdout.count("444444444444") == 1, stack.dev(*count)
    done = stack.dev("reset")
    assert done.returncode == 0 and "Empty, and serving" in done.stdout, done
    assert "444444444444" not in subprocess.run([memberhubctl, "account", "list"], env=environment,
                                                capture_output=True, text=True).stdout
    verified = subprocess.run([memberhubctl, "audit", "verify"], env=environment, capture_output=True, text=True)
    assert verified.returncode == 0 and "nothing is wrong" in verified.stdout, verified
    purge(stack)
    assert "there is no stack in" in stack.dev("reset").stderr


def test_a_restart_replaces_the_program_and_a_second_up_does_so_when_it_is_old(stack):
    stack.up()
    before = stack.master
    done = stack.dev("restart")
    assert done.returncode == 0, done
    assert is_alive(stack.master) and stack.master != before and not is_alive(before)
    assert stack.dev("up").stdout.startswith("Already serving.")
    # What was applied is not what the sources are.
    (stack.directory / "sql-digest").write_text("of before\n")
    assert "older than the sources: ./dev restart" in stack.dev("status").stdout
    before = stack.master
    done = stack.dev("up")
    assert done.returncode == 0 and done.stdout.startswith("Replaced by what the sources are now."), done
    assert stack.master != before
    assert stack.dev("up").stdout.startswith("Already serving.")
    # nginx takes its new configuration without an end.
    nginx = (stack.directory / "run" / "nginx.pid").read_text()
    with open(stack.directory / "nginx" / "memberhub-server.conf", "a") as conf:
        conf.write("# of before\n")
    assert stack.dev("up").stdout.startswith("Replaced by")
    assert (stack.directory / "run" / "nginx.pid").read_text() == nginx
    purge(stack)


def test_the_aws_of_the_environment_reaches_this_stack_and_nothing_else(stack, tmp_path):
    stack.up()
    (tmp_path / "config").write_text("[profile member]\nregion = us-east-1\n")
    script = f"""set -eu
        export AWS_PROFILE=mine AWS_ENDPOINT_URL=https://example.com AWS_CONFIG_FILE={tmp_path}/config
        eval "$({stack.dev_path} env --dir {stack.directory})"
        aws --profile member sts get-caller-identity --query Account --output text
        printf '%s\\n' '[profile role]' 'role_arn = arn:aws:iam::333333333333:role/x' 'source_profile = member' \
            'region = eu-west-1' >>"$AWS_CONFIG_FILE"
        ! AWS_MAX_ATTEMPTS=1 aws --profile role sts get-caller-identity >{tmp_path}/role 2>&1 ||
            grep -q 333333333333 {tmp_path}/role
        ! aws sts get-caller-identity >{tmp_path}/none 2>&1
        grep -q credentials {tmp_path}/none
        printf '%s\\n' '[more]' 'aws_access_key_id = 555555555555' 'aws_secret_access_key = test' \
            >>"$AWS_SHARED_CREDENTIALS_FILE"
        {stack.dev_path} restart --dir {stack.directory} >/dev/null
        aws --profile more --region eu-west-1 sts get-caller-identity --query Account --output text"""
    done = subprocess.run(["bash", "-c", script], capture_output=True, text=True, timeout=LIMIT_S, stdin=subprocess.DEVNULL,
                          env={**stack.environment, "PATH": "/usr/bin:/bin"})
    assert (done.returncode, done.stdout) == (0, "222222222222\n555555555555\n"), done
    # A role's own call went nowhere: neither to AWS nor to anybody else who has its name.
    role = (tmp_path / "role").read_text()
    assert "333333333333" in role or "proxy" in role.lower() or "Could not connect" in role, role
    purge(stack)


def test_log_shows_as_many_lines_as_are_asked_for(stack):
    stack.up()
    for lines in (1, 3):
        text = stack.dev("log", "-n", str(lines)).stdout
        part = text.split("memberhubd.log <==\n")[1].split("\n\n")[0]
        assert len(part.strip().splitlines()) == lines
    assert "-n needs a number" in stack.dev("log", "-n", "x").stderr
    purge(stack)


def test_help_is_there_for_each_command_and_wrong_words_are_refused_before_anything_is_installed(checkout):
    checkout.lacks("libinih-dev")
    checkout.program("apt-get", "echo never >&2; exit 1")
    status, overview, _ = checkout.run("help")
    commands = re.findall(r"^  \./dev ([a-z]+) ", overview, re.M)
    assert status == 0 and {"up", "status", "reset", "restart", "help"} <= set(commands)
    for command in commands:
        status, text, _ = checkout.run("help", command)
        assert status == 0 and text.startswith(f"  ./dev {command} ")
    assert "there is no command 'dance'" in checkout.refuses("help", "dance")
    assert "does not know '--fast'" in checkout.refuses("up", "--fast")
    (checkout.directory / "tests" / "bench").mkdir(parents=True)
    (checkout.directory / "tests" / "bench" / "run.py").write_text('    Benchmark("writes", "x")\n')
    assert "there is no benchmark '--fast'; there are: writes" in checkout.refuses("bench", "--fast")


def test_a_suite_has_nothing_of_the_one_that_ran_before_it(tmp_path):
    """As of a clock at the turn of a year, whose library ASan refuses."""
    lane = """
        source "$top/tests/run-suites.sh"
        suite_conformance() { passed=1 clock_offset=+86400; export ASAN_OPTIONS=halt_on_error=0; }
        suite_unit() { passed=2; [[ -z $clock_offset && -z ${ASAN_OPTIONS:-} ]]; }
        mkdir "$results"
        run_lane conformance unit"""
    done = subprocess.run(["bash", "-euc", lane], env={"PATH": os.environ["PATH"], "top": TOP, "build": tmp_path},
                          stdin=subprocess.DEVNULL, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "test" / "conformance.counts").read_text() == "1 0 0\n"
    assert (tmp_path / "test" / "unit.counts").read_text() == "2 0 0\n"
