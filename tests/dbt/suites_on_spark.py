"""Run by Spark's own environment: what suites find in the marts of a warehouse, as JSON."""

import json
import sys
from pathlib import Path

from orchestration.checks.assets import MART_SUITES
from orchestration.checks.validate import validate_on_spark
from orchestration.settings import Folders
from orchestration.transformation.spark import read_mart

folders = Folders(Path(), Path(sys.argv[1]))
found = {}
for suite in sys.argv[2:]:
    outcome = validate_on_spark(read_mart(folders, MART_SUITES[suite]), suite)
    found[suite] = [(failure.expectation, failure.message) for failure in outcome.failures]
print(json.dumps(found))
