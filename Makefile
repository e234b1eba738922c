# Everything runs in .venv, made from the lock files; PYTHON names the interpreter to make it with.
PYTHON ?= python3.11
VENV := .venv
BIN := $(VENV)/bin
SPARK := .venv-spark
QUARTER ?= 2023Q2

.PHONY: setup setup-deploy setup-dev setup-spark java audit run preview catalogue calendar test soak test-spark lint bench bench-kinds bench-landing dev docs lock clean help

help: ## this list
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 15

setup: $(VENV)/.installed ## build .venv from the lock file
setup-deploy: $(VENV)/.installed-deploy ## the same, with what a served installation needs (PostgreSQL)
setup-dev: $(VENV)/.installed-dev ## the same, with what tests and lint need

$(BIN)/python:
	$(PYTHON) -m venv $(VENV)

$(VENV)/.installed: requirements.lock pyproject.toml | $(BIN)/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	$(BIN)/python -m orchestration.quiet
	$(BIN)/python -m orchestration.transformation.project
	@touch $@

$(VENV)/.installed-deploy: requirements-deploy.lock $(VENV)/.installed
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r requirements-deploy.lock
	@touch $@

$(VENV)/.installed-dev: requirements-dev.lock $(VENV)/.installed
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r requirements-dev.lock
	@touch $@

# dbt on Spark has an environment of its own; what it shares with ours is of the same version
setup-spark: java $(SPARK)/.installed ## build .venv-spark from its lock file (needs Java 17)

java:
	@command -v java >/dev/null || test -x "$$JAVA_HOME/bin/java" || { \
		echo "Spark needs Java 17 or newer: install openjdk-17-jre-headless, or let JAVA_HOME name one" >&2; exit 1; }

# the first lock brings setuptools, with which pyspark is built
$(SPARK)/.installed: requirements-spark.lock requirements.lock
	$(PYTHON) -m venv $(SPARK)
	$(SPARK)/bin/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r requirements.lock
	$(SPARK)/bin/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes --no-build-isolation -r requirements-spark.lock
	$(SPARK)/bin/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	$(SPARK)/bin/python -m orchestration.quiet
	@touch $@

run: setup ## write the sample exports of 2023Q2 and run the quarter
	$(BIN)/tongbao sample $(QUARTER)
	$(BIN)/tongbao run $(QUARTER)

preview: setup ## write the documents of the last run anew into build/preview, publishing nothing
	$(BIN)/python -m orchestration.publication.preview build/preview

test: setup-dev ## the tests
	$(BIN)/python -m pytest -n 2 --dist loadgroup

soak: setup-dev ## the long fuzz tests as well
	$(BIN)/python -m pytest -m soak

test-spark: setup-dev setup-spark ## build the sample quarter on Spark too and compare every cell; takes minutes
	$(BIN)/python -m pytest -m spark

lint: setup-dev ## ruff and mypy
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

# make ends with 2 whatever a command ends with: who must tell the two apart calls .ci/audit itself
audit: setup-dev ## ask the vulnerability service about every locked package
	$(BIN)/python .ci/audit $(wildcard requirements*.lock)

bench: setup-dev ## measure a quarter at 1x, 10x and 100x against a floor and pandas; half an hour, 10 GB of disk
	cd tests/bench && ../../$(BIN)/python -m quarters --folder ../../build/bench --report ../../docs/performance.md

bench-kinds: setup-dev ## measure a refresh over months, quarters and years beside one over quarters alone
	$(BIN)/python tests/bench/bench_kinds.py

bench-landing: setup-dev ## measure landing against plain decoding and DuckDB, in one run
	$(BIN)/python tests/bench/bench_landing.py

docs: setup ## build docs/site/: tables, checks with the newest results, indicators
	$(BIN)/python -m orchestration.docs_site

dev: setup ## open the Dagster UI over raw/ and warehouse/ on 127.0.0.1:3000
	$(BIN)/python -m orchestration.dev

catalogue: setup ## write the column descriptions anew from the catalogue of indicators
	$(BIN)/python -m orchestration.catalogue.describe

calendar: setup-dev ## write the seed of working days as the locked chinesecalendar knows them
	$(BIN)/python -m orchestration.workdays

lock: ## resolve the lock files anew (needs uv); no index address is written into them
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --no-annotate --no-strip-extras pyproject.toml -o requirements.lock
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --no-annotate --no-strip-extras --extra deploy -c requirements.lock pyproject.toml -o requirements-deploy.lock
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --no-annotate --no-strip-extras --extra dev --extra deploy -c requirements.lock -c requirements-deploy.lock pyproject.toml -o requirements-dev.lock
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --no-annotate --no-strip-extras --extra spark -c requirements.lock pyproject.toml -o requirements-spark.lock

clean: ## remove what was built, never what came in or was published
	rm -rf $(VENV) $(SPARK) dbt_project/target build *.egg-info
