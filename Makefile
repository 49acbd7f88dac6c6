# make demo   read the example case, print the report, write the page to out/mainila.html
# make test   all checks: lint, types, import contracts, tests, benchmark floors on small slices
# make bench  the benchmarks in full (needs the corpora: SAYSO_DATA, default ../shared/data)
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
READY  := $(VENV)/.ready
PIP    := $(BIN)/python -m pip install -qq --disable-pip-version-check

.PHONY: demo test setup bench lint lock clean help
.DEFAULT_GOAL := help

help:
	@sed -n 's/^# //p' $(firstword $(MAKEFILE_LIST))

setup: $(READY)
	@echo "Ready: $(BIN)/sayso --help"

$(READY): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || \
	  { echo "sayso needs Python 3.11 or newer: install it, or name one with PYTHON=python3.12 make …" >&2; exit 2; }
	@$(PYTHON) -c 'import venv, ensurepip' 2>/dev/null || \
	  { echo "Python's venv module is missing: install it (Debian, Ubuntu: apt install python3-venv)" >&2; exit 2; }
	@echo "Setting up .venv (once; a few minutes, about 1 GB on disk) …"
	@$(BIN)/python -c '' 2>/dev/null || $(PYTHON) -m venv --clear $(VENV)
	@$(PIP) --require-hashes --only-binary :all: -r requirements.lock && $(PIP) --no-deps --no-build-isolation -e . || \
	  { echo "Setting up failed: see the message above; is the package index within reach? Then run make again" >&2; exit 1; }
	@touch $@

demo: $(READY)
	@mkdir -p out
	@$(BIN)/sayso read examples/mainila --format html -o out/mainila.html
	@$(BIN)/sayso read examples/mainila
	@echo "The page, for a browser: out/mainila.html"

lint: $(READY)
	@$(BIN)/ruff format --check --quiet .
	@$(BIN)/ruff check --quiet .
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-logo

test: lint
	@$(BIN)/python -m pytest -n auto --cov=sayso --cov-report=term:skip-covered
	@$(BIN)/python -m benchmarks --quick

bench: $(READY)
	@$(BIN)/python -m benchmarks

lock:
	@$(BIN)/uv pip compile pyproject.toml --extra dev --universal --python-version 3.11 --generate-hashes \
	  --no-emit-index-url --no-header --quiet -o requirements.lock

clean:
	@rm -rf $(VENV) out build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
