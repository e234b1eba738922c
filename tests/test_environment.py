"""Which variables of the environment reach this program and the dbt that it starts."""

from orchestration.environment import for_dbt, leave_out_others


def test_other_projects_are_left_out() -> None:
    found = {
        "DBT_PROFILE": "x",
        "DBT_ENGINE_ANYTHING": "x",
        "DAGSTER_INSTANCE_REF": "x",
        "DAGSTER_HOME": "/srv/dagster",
        "PATH": "/bin",
        "TONGBAO_RAW": "raw",
    }
    leave_out_others(found)
    assert found == {"DAGSTER_HOME": "/srv/dagster", "PATH": "/bin", "TONGBAO_RAW": "raw"}


def test_dbt_prints_utf_8_and_hears_of_no_other_project() -> None:
    given = {
        "DBT_QUIET": "1",
        "PYTHONIOENCODING": "gbk",
        "PYTHONWARNINGS": "error",
        "PYTHONPATH": "/srv/hook",
        "PGHOST": "127.0.0.1",
    }
    assert for_dbt(given) == {
        "DBT_SEND_ANONYMOUS_USAGE_STATS": "false",
        "PYTHONUTF8": "1",
        "PYTHONPATH": "/srv/hook",
        "PGHOST": "127.0.0.1",
    }
