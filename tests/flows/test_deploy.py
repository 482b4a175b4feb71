import configparser
import re
import shutil
import subprocess
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest
import typer

from flows import wiring
from flows.cli import app
from pipeline.settings import load_settings
from tests.soak.wheel import PACKAGES, build_wheel

ROOT = Path(__file__).parents[2]
DEPLOY = ROOT / "flows" / "deploy"
UNITS = sorted(file for file in DEPLOY.iterdir() if file.suffix in (".service", ".timer"))
COMMANDS = typer.main.get_command(app).commands
NIGHT = load_settings(wiring.DEFAULT_SETTINGS).night


def unit(name):
    parser = configparser.ConfigParser(interpolation=None, strict=False)
    parser.optionxform = str
    parser.read(DEPLOY / name, encoding="utf-8")
    return parser


@pytest.mark.parametrize("file", [file for file in UNITS if file.suffix == ".service"], ids=lambda file: file.name)
def test_a_service_runs_a_command_that_there_is_with_options_it_knows(file):
    _, name, *arguments = unit(file.name)["Service"]["ExecStart"].split()
    known = {option for parameter in COMMANDS[name].params for option in parameter.opts}
    assert {argument for argument in arguments if argument.startswith("--")} <= known


@pytest.mark.parametrize("file", [file for file in UNITS if file.suffix == ".timer"], ids=lambda file: file.name)
def test_a_timer_has_its_service_and_keeps_to_the_clock_on_the_wall(file):
    assert file.with_suffix(".service") in UNITS
    assert unit(file.name)["Timer"]["OnCalendar"].endswith(NIGHT.timezone)


def test_the_timers_keep_the_hours_of_the_settings():
    begins = unit("meeluister.timer")["Timer"]
    minute, hour, *_ = NIGHT.cron.split()
    assert f"{int(hour):02d}:{int(minute):02d}:00" in begins["OnCalendar"]
    assert begins["Persistent"] == "true"  # a night that was missed is caught up
    looked_at = re.search(r"\d\d:\d\d", unit("meeluister-morning.timer")["Timer"]["OnCalendar"]).group()
    assert looked_at > f"{NIGHT.deadline:%H:%M}"


def test_the_night_is_started_again_when_it_is_killed_but_not_when_it_failed():
    assert unit("meeluister.service")["Service"]["Restart"] == "on-abnormal"


def test_the_container_copies_every_package_and_starts_a_command_that_there_is():
    text = (DEPLOY / "Containerfile").read_text(encoding="utf-8")
    assert all(f"COPY {package} {package}" in text for package in PACKAGES)
    assert re.search(r'CMD \["(\w+)"', text).group(1) in COMMANDS


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="there is no systemd here")
def test_systemd_takes_every_unit_and_timer(tmp_path):
    """Only what is said of our own files counts; the program and its user are those of another machine."""
    for file in UNITS:
        text = file.read_text(encoding="utf-8").replace("User=meeluister\n", "")
        (tmp_path / file.name).write_text(re.sub(r"^ExecStart=\S+", "ExecStart=/bin/true", text, flags=re.MULTILINE))
    command = ["systemd-analyze", "verify", "--man=no", *map(str, sorted(tmp_path.iterdir()))]
    done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 - the system's own
    assert [line for line in done.stderr.splitlines() if "meeluister" in line] == []


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    return build_wheel(tmp_path_factory.mktemp("wheel"))


@pytest.mark.slow
def test_the_wheel_holds_all_code_guides_sql_settings_and_units(wheel):
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
    code = [file for package in PACKAGES for file in (ROOT / package).rglob("*.py")]
    wanted = [*code, *ROOT.glob("sql/**/*.sql"), *ROOT.glob("pipeline/**/*.yaml"), *ROOT.glob("models/*.yaml"), *UNITS]
    assert {file.relative_to(ROOT).as_posix() for file in wanted} <= names
    assert "flows/settings.default.yaml" in names
    assert not [name for name in names if name.startswith("tests/")]


@pytest.mark.slow
def test_the_wheel_runs_in_an_environment_of_its_own(wheel, tmp_path):
    """The packages it needs are lent by this environment; the program itself is the wheel's."""
    venv.create(tmp_path / "env", with_pip=False)
    [site] = (tmp_path / "env" / "lib").glob("python*/site-packages")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(site)
    (site / "lent.pth").write_text(sysconfig.get_paths()["purelib"] + "\n")
    own = {"PATH": "/usr/bin:/bin", "HOME": str(tmp_path)}
    program = "import sys, flows.main; sys.argv[0] = 'meeluister'; flows.main.main()"
    for arguments, statuses in ((["--help"], {0}), (["check", "--warehouse", str(tmp_path / "w.duckdb")], {0, 2})):
        command = [str(tmp_path / "env" / "bin" / "python"), "-P", "-c", program, *arguments]
        done = subprocess.run(command, cwd=tmp_path, env=own, capture_output=True, text=True, check=False)  # noqa: S603 - ours
        assert done.returncode in statuses, done.stderr
        assert "Traceback" not in done.stderr
    where = subprocess.run(  # noqa: S603 - ours
        [str(tmp_path / "env" / "bin" / "python"), "-P", "-c", "import flows; print(flows.__file__)"],
        cwd=tmp_path, env=own, capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert where.stdout.startswith(str(site))
