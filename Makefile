# Everything runs from .venv, made here from the lock with nothing but python3 and make.
# `make` prints what each target does.
PYTHON ?= python3
BIN := .venv/bin
READY := .venv/.ready
# Trust what the machine trusts: councils' networks often inspect TLS with a certificate of their own.
export UV_SYSTEM_CERTS := true

# The statutory rules are many and change seldom: `make lint-rules` looks at them (2 minutes).
RULES := sql_models/rules/ssda903 sql_models/rules/cin_census
SQL := $(addprefix sql_models/,intermediate journey marts benchmarks) $(filter-out $(RULES),$(wildcard sql_models/rules/*))

.PHONY: help setup demo dev test lint lint-rules format lock contracts benchmark clean

help: ## this list
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## (.*)/  make \1\t\2/'

setup: $(READY) ## make .venv with the locked dependencies and the command .venv/bin/cjw

$(READY): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(0 if sys.version_info >= (3, 11) else "Python 3.11 or later is needed: make PYTHON=python3.12 setup")'
	@echo "Setting up .venv (a minute the first time) ..."
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@test -x $(BIN)/uv || $(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --no-deps -r requirements-uv.lock
	@$(BIN)/uv pip install --quiet --python $(BIN)/python --require-hashes --compile-bytecode -r requirements.lock
	@$(BIN)/uv pip install --quiet --python $(BIN)/python --no-deps --no-build-isolation --editable .
	@$(BIN)/python -m compileall -q pipeline || true
	@$(BIN)/cjw rules list >/dev/null || true  # compiles the SQL project and remembers it
	@touch $@

demo: $(READY) ## a few fictional councils through the whole pipeline, then where to look
	@$(BIN)/cjw demo

dev: $(READY) ## Dagster's UI on http://127.0.0.1:3000
	@$(BIN)/cjw dev

test: $(READY) ## every test that CI runs
	@$(BIN)/python -m pytest -n 2 --dist loadfile --no-loadscope-reorder

lint: $(READY) ## ruff, mypy, import-linter, sqlfluff and the project's own compiler
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/cjw check
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/sqlfluff lint --disable-progress-bar --processes 2 $(SQL)

lint-rules: $(READY) ## sqlfluff on the statutory rules
	$(BIN)/sqlfluff lint --disable-progress-bar --processes 2 $(RULES)

format: $(READY) ## rewrite Python and SQL in the house style
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .
	$(BIN)/sqlfluff fix --disable-progress-bar sql_models

lock: $(READY) ## resolve the dependencies again, a week behind the registry
	$(BIN)/uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --no-header --no-annotate --group dev --output-file requirements.lock pyproject.toml
	grep -A100 '^uv==' requirements.lock | awk 'NR==1 || /^ /{print; next} {exit}' > requirements-uv.lock

contracts: $(READY) ## write staging models, their tests, raw suites and source pages from contracts/, and pages of the models
	@$(BIN)/python -m pipeline.derived

benchmark: $(READY) ## the path against a bare DuckDB script, as a ratio
	$(BIN)/python -m benchmarks.path

clean: ## remove the environment and the demo's data
	rm -rf .venv demo
