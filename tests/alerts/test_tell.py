"""Who is told what, how often, and that a broken channel never stops anything."""

import time
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from orchestration.alerts import channels
from orchestration.alerts import tell as telling
from orchestration.alerts.channels import DINGTALK, DINGTALK_SECRET, MAIL, WECOM
from orchestration.alerts.tell import tell
from orchestration.alerts.telling import telling as refresh_told
from orchestration.errors import BadCall, TongbaoError
from orchestration.landing.land import land
from orchestration.periods import Period
from orchestration.running.outcome import RunOutcome
from orchestration.settings import Folders
from tests.mailbox import listening_mailbox
from tests.robot import Robot

Q1, Q2 = Period.parse("2023Q1"), Period.parse("2023Q2")
BLOCKED = RunOutcome(1, problems=("control tickets.total: 3 is stated, 2 are counted",))
DONE = RunOutcome(0)
HALF_QUOTED = "tongbao:half/secret"


@pytest.fixture
def folders(tmp_path: Path) -> Folders:
    (tmp_path / "raw").mkdir()
    return Folders(tmp_path / "raw", tmp_path / "warehouse")


def test_a_blocked_run_is_told_once_with_its_reason_and_the_next_step(
    folders: Folders, robot: Robot
) -> None:
    warnings: list[str] = []
    assert tell(folders, {Q2: BLOCKED}, warnings.append) == 1
    assert tell(folders, {Q2: BLOCKED}, warnings.append) == 0
    assert warnings == []
    (text,) = robot.texts
    assert "2023Q2 blocked" in text
    assert "3 is stated, 2 are counted" in text
    assert "`tongbao run 2023Q2`" in text


def test_what_was_mended_and_fails_again_is_told_again(folders: Folders, robot: Robot) -> None:
    for run in (BLOCKED, DONE, BLOCKED):
        tell(folders, {Q2: run}, pytest.fail)
    assert len(robot.texts) == 2


def test_runs_of_one_period_say_nothing_of_another(folders: Folders, robot: Robot) -> None:
    tell(folders, {Q1: BLOCKED, Q2: BLOCKED}, pytest.fail)
    tell(folders, {Q2: DONE}, pytest.fail)
    assert tell(folders, {Q1: BLOCKED}, pytest.fail) == 0
    assert len(robot.texts) == 1


def test_what_still_stands_after_a_week_is_told_again(
    folders: Folders, robot: Robot, monkeypatch: pytest.MonkeyPatch
) -> None:
    start = datetime(2023, 7, 1, 2)
    for days in (0, 3, 8, 9):
        monkeypatch.setattr(telling, "local_now", lambda d=days: start + timedelta(days=d))
        tell(folders, {Q2: BLOCKED}, pytest.fail)
    assert len(robot.texts) == 2


def test_refused_files_and_late_exports_are_told(folders: Folders, robot: Robot) -> None:
    cases = folders.raw / "cases"
    cases.mkdir()
    (cases / "a_20230101.csv").write_text(
        "办件编号,受理时间,办理单位,办理渠道\nC1,2023-01-01,税务局,掌上\n"
    )
    (cases / "b_20230102.csv").write_text("编码,日期\n1,2\n")
    land(folders.raw, folders.lake)
    assert tell(folders, {}, pytest.fail) == 2
    (text,) = robot.texts
    assert "file refused (文件被拒收): cases/b_20230102.csv" in text
    assert "export late (数据未更新): cases, newest 2023-01-01" in text
    assert "C1" not in text


def test_nobody_configured_is_a_warning_and_nothing_counts_as_told(
    folders: Folders, robot: Robot, monkeypatch: pytest.MonkeyPatch
) -> None:
    address = robot.address
    monkeypatch.delenv(WECOM)
    warnings: list[str] = []
    tell(folders, {Q2: BLOCKED}, warnings.append)
    assert len(warnings) == 1 and WECOM in warnings[0]
    monkeypatch.setenv(WECOM, address)
    assert tell(folders, {Q2: BLOCKED}, pytest.fail) == 1


def test_mail_reaches_everyone_who_is_named(
    folders: Folders, robot: Robot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(WECOM)
    with listening_mailbox() as mailbox:
        monkeypatch.setenv(MAIL, mailbox.address)
        assert tell(folders, {Q2: BLOCKED}, pytest.fail) == 1
    assert mailbox.recipients == ["a@example.cn", "b@example.cn"]
    (message,) = mailbox.messages
    assert message["Subject"].startswith("通报: 2023Q2 blocked")
    assert "3 is stated, 2 are counted" in message.get_content()


@pytest.mark.parametrize(
    ("variable", "address"),
    [
        (MAIL, "someone@example.cn"),
        (MAIL, "smtp://"),
        (MAIL, f"smtp://{HALF_QUOTED}@mail.example.cn:25?to=a@example.cn"),
        (MAIL, f"smtp://{HALF_QUOTED}@[::1?to=a@example.cn"),
        (DINGTALK, "secret"),
        (DINGTALK, "http://[::1/secret"),
        (DINGTALK, "http://secret..secret/secret"),
        (DINGTALK, "ftp://127.0.0.1/secret"),
    ],
)
def test_what_is_no_address_is_a_warning_that_quotes_none_of_it(
    folders: Folders,
    robot: Robot,
    monkeypatch: pytest.MonkeyPatch,
    variable: str,
    address: str,
) -> None:
    monkeypatch.setenv(variable, address)
    warnings: list[str] = []
    tell(folders, {Q2: BLOCKED}, warnings.append)
    assert len(warnings) == 1 and variable in warnings[0]
    assert "secret" not in warnings[0] and "half" not in warnings[0]
    assert len(robot.texts) == 1


@pytest.mark.parametrize(
    ("status", "answer"), [(500, {}), (200, {"errcode": 93000, "errmsg": "invalid webhook url"})]
)
def test_a_robot_that_refuses_is_a_warning_without_its_key(
    folders: Folders, robot: Robot, status: int, answer: dict[str, object]
) -> None:
    robot.status, robot.answer = status, answer
    warnings: list[str] = []
    tell(folders, {Q2: BLOCKED}, warnings.append)
    assert len(warnings) == 1 and WECOM in warnings[0] and "secret" not in warnings[0]


@pytest.mark.parametrize(
    ("silence", "is_dripping", "limit"), [(1.0, False, "TIMEOUT"), (0.1, True, "IN_ALL")]
)
def test_a_robot_that_hangs_holds_nothing_up(
    folders: Folders,
    robot: Robot,
    monkeypatch: pytest.MonkeyPatch,
    silence: float,
    is_dripping: bool,
    limit: str,
) -> None:
    robot.silence, robot.is_dripping = silence, is_dripping
    where = channels if limit == "TIMEOUT" else telling
    warnings: list[str] = []
    with monkeypatch.context() as impatient:
        impatient.setattr(where, f"{limit}_SECONDS", 0.3)
        started = time.monotonic()
        tell(folders, {Q2: BLOCKED}, warnings.append)
    assert time.monotonic() - started < 0.9
    assert len(warnings) == 1 and WECOM in warnings[0] and "secret" not in warnings[0]
    robot.silence = 0.0
    assert tell(folders, {Q2: BLOCKED}, pytest.fail) == 1, "it was not told: it is told again"


def test_a_name_of_two_lines_is_told_by_mail(
    folders: Folders, robot: Robot, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folders.raw / "cases").mkdir()
    (folders.raw / "cases" / "a\nb.csv").write_text("编码,日期\n1,2\n")
    land(folders.raw, folders.lake)
    with listening_mailbox() as mailbox:
        monkeypatch.setenv(MAIL, mailbox.address)
        tell(folders, {}, pytest.fail)
    (message,) = mailbox.messages
    assert message["Subject"] == "通报: file refused (文件被拒收): cases/a\\x0ab.csv"


def test_a_failure_in_a_packages_words_is_told_without_values(
    folders: Folders, robot: Robot
) -> None:
    words = "dbt_build failed: Could not convert string '张三' of 13800138000 at line 12"
    tell(folders, {Q2: RunOutcome(1, problems=(words,), is_crash=True)}, pytest.fail)
    (text,) = robot.texts
    assert "dbt_build failed" in text and "line 12" in text
    assert "张三" not in text and "13800138000" not in text


@pytest.mark.parametrize("kept", ["", "{", "[1]", "3", '{"x": "y"}', '{"x": "2026-01-01"}'])
def test_a_record_that_cannot_be_read_keeps_nobody_from_hearing(
    folders: Folders, robot: Robot, kept: str
) -> None:
    record = folders.build / "records" / "told.json"
    record.parent.mkdir(parents=True)
    record.write_text(kept)
    assert tell(folders, {Q2: BLOCKED}, pytest.fail) == 1
    assert tell(folders, {Q2: BLOCKED}, pytest.fail) == 0
    assert len(robot.texts) == 1


def test_a_lake_that_cannot_be_read_hides_no_failure(folders: Folders, robot: Robot) -> None:
    folders.lake.mkdir(parents=True)
    (folders.lake / "files.parquet").write_text("no Parquet")
    warnings: list[str] = []
    assert tell(folders, {Q2: BLOCKED}, warnings.append) == 1
    assert len(warnings) == 1 and "late exports are not known" in warnings[0]
    assert "2023Q2 blocked" in robot.texts[0]


@pytest.mark.parametrize(
    ("error", "raised", "says"),
    [
        (BadCall("the raw folder /data/raw is not there"), BadCall, "/data/raw is not there"),
        (PermissionError(13, "denied", "/data/w"), PermissionError, "denied: '/data/w'"),
        (ValueError("no value '13800138000'"), TongbaoError, "ValueError: no value …"),
    ],
)
def test_what_breaks_a_refresh_is_told_and_ends_it_in_a_line(
    folders: Folders, robot: Robot, error: Exception, raised: type[Exception], says: str
) -> None:
    folders.build.mkdir(parents=True)
    with pytest.raises(raised) as caught, refresh_told(folders, pytest.fail):
        raise error
    assert "\n" not in str(caught.value)
    (text,) = robot.texts
    assert "refresh failed" in text and says in text and "`tongbao refresh`" in text


def test_a_robot_that_is_away_does_not_keep_the_others_from_hearing(
    folders: Folders, robot: Robot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(WECOM, "http://127.0.0.1:9/robot?key=secret")
    monkeypatch.setenv(DINGTALK, robot.address)
    monkeypatch.setenv(DINGTALK_SECRET, "SEC1")
    warnings: list[str] = []
    tell(folders, {Q2: BLOCKED}, warnings.append)
    assert len(warnings) == 1 and "secret" not in warnings[0]
    assert len(robot.texts) == 1
    assert "timestamp=" in robot.paths[0] and "sign=" in robot.paths[0]
    assert tell(folders, {Q2: BLOCKED}, warnings.append) == 0
