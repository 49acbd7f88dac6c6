# make demo   read the example case, print the report and the assessment, write the pages to out/
# make test   all checks: lint, types, import contracts, tests, benchmark floors on small slices
# make bench  the benchmarks in full (needs the corpora: SAYSO_DATA, default ../shared/data), and docs/benchmarks.md of them
# make soak   a hundred readers killed at random moments (minutes)
# make docs   the reference from help texts and docstrings, the notebooks' outputs, the picture of the README (needs Chromium)
# make site   the pages as a site, into out/site: strictly, offline
# make train  the encoder from nothing, into models/ (hours on a CPU; stopped and run again it goes on; needs the corpora)
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
READY  := $(VENV)/.ready
PIP    := $(BIN)/python -m pip install -qq --disable-pip-version-check

.PHONY: demo test setup bench docs site soak train lint lock clean help
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
	@$(PIP) --no-deps --require-hashes --only-binary :all: -r requirements.lock && $(PIP) --no-deps --no-build-isolation -e . || \
	  { echo "Setting up failed: see the message above; is the package index within reach? Then run make again" >&2; exit 1; }
	@touch $@

demo: $(READY)
	@mkdir -p out
	@$(BIN)/sayso read examples/mainila --format html -o out/mainila.html
	@$(BIN)/sayso read examples/mainila
	@echo "The page, for a browser: out/mainila.html"
	@rm -rf out/mainila && grep -v mainila-13-historian examples/mainila/reports.jsonl > out/before.jsonl
	@$(BIN)/sayso read out/before.jsonl examples/mainila/*.txt examples/mainila/*.html --case out/mainila -q
	@$(ASSESS) --format html -o out/mainila-before.html
	@$(BIN)/sayso read examples/mainila/reports.jsonl --case out/mainila -q
	@$(ASSESS) $(HISTORIAN) --format html -o out/mainila-after.html
	@$(ASSESS) $(HISTORIAN)
	@echo "Who did it, before and after the historian's report: out/mainila-before.html, out/mainila-after.html"

# Sixty years later the report names the village only sentences before: an analyst adds its claim to the question.
ASSESS    := $(BIN)/sayso assess out/mainila 'mainila-04-wire-note\#c1'
HISTORIAN := --also 'shots were fired from the Soviet side'

lint: $(READY)
	@$(BIN)/ruff format --check --quiet .
	@$(BIN)/ruff check --quiet .
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-logo

test: lint
	@$(BIN)/python -m pytest -n auto --dist worksteal --cov=sayso --cov-report=term:skip-covered
	@$(BIN)/python -m benchmarks --quick

bench: $(READY)
	@$(BIN)/python -m benchmarks --json out/bench.json; status=$$?; \
	  $(BIN)/python docs/reference/benchmarks.py out/bench.json && exit $$status

soak: $(READY)
	@SAYSO_KILLS=100 $(BIN)/python -m pytest -p no:cacheprovider tests/e2e/test_kills.py --durations=3

PAGE := examples/mainila/harbour-gazette.html

docs: $(READY)
	@mkdir -p out docs/images
	@COLUMNS=100 $(BIN)/python docs/reference/generate.py
	@$(BIN)/python docs/notebooks/run.py --store
	@$(BIN)/sayso read $(PAGE) --format html -o out/page.html
	@chromium=$$(command -v chromium || command -v chromium-browser || command -v google-chrome) || \
	  { echo "no Chromium: the picture of the README stays as it is" >&2; exit 0; }; \
	  $$chromium --headless --no-sandbox --disable-gpu --hide-scrollbars --window-size=1240,780 \
	  --screenshot=docs/images/page.png file://$(CURDIR)/out/page.html >/dev/null 2>&1

site: $(READY)
	@NO_MKDOCS_2_WARNING=1 $(BIN)/python -m mkdocs build --quiet --strict
	@echo "The site, for a browser: out/site/index.html"

DATA  := $(or $(SAYSO_DATA),../shared/data)
TRAIN := $(BIN)/python -W ignore -m

train: $(READY)
	@$(PIP) -e '.[train]'
	@SAYSO_MODELS= $(TRAIN) training.silver --data $(DATA)
	@$(TRAIN) training.train_encoder --data $(DATA)
	@mkdir -p out/encoder/second && cp out/encoder/silver.jsonl out/encoder/second/
	@$(TRAIN) training.train_encoder --data $(DATA) --out out/encoder/second --start out/encoder/model.pt --only second --articles 0.15 --rate 2e-4
	@$(TRAIN) training.export --weights out/encoder/second/model.pt --models out/encoder/models --keep-float
	@$(TRAIN) training.evaluate --data $(DATA) --models out/encoder/models --out out/encoder/second
	@$(TRAIN) training.export --weights out/encoder/second/model.pt
	@$(TRAIN) training.narrow --data $(DATA)
	@$(TRAIN) training.fit_loaded --data $(DATA)
	@$(TRAIN) training.split
	@$(BIN)/python -m benchmarks.encoder --data $(DATA)

lock:
	@$(BIN)/uv pip compile pyproject.toml --extra dev --extra ftm --extra cluster --universal --python-version 3.11 --generate-hashes \
	  --no-emit-index-url --no-header --quiet -o requirements.lock

clean:
	@rm -rf $(VENV) out build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
