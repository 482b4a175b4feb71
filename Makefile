# The one way in. `make` shows what there is.
PYTHON ?= python3.11
BIN := .venv/bin
OUT := out
STAMP := .venv/.installed

.DEFAULT_GOAL := help
.PHONY: help setup run test test-fast check lint types soak bench bench-measures bench-cues bench-variants bench-peers calls lock clean bench-redaction audit-packages test-browser screenshots bench-warehouse

help:  ## show this list
	@awk -F':.*## ' '/^[a-z-]+:.*## /{printf "  %-15s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

setup: $(STAMP)  ## make the environment and fetch the bundled weights

# --no-deps: the lock is whole, and pip would look for newer versions of what is asked for with an extra
$(STAMP): requirements.lock pyproject.toml models/weights.yaml
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	$(BIN)/meeluister models --fetch
	touch $@

run: setup  ## analyse the sample calls and show the night's report and the moments
	$(BIN)/meeluister nightly --calls tests/calls --settings tests/calls/settings.yaml --warehouse $(OUT)/meeluister.duckdb --moments

# what needs the machine to itself first; then the rest in two processes, the tests of a file in the same one
test: setup  ## run all tests, those with the real models too
	@$(BIN)/python -m pytest -m alone; alone=$$?; \
	$(BIN)/python -m pytest -m "not alone" --numprocesses 2 --dist loadfile --no-loadscope-reorder && exit $$alone

test-fast: setup  ## run the tests that need no weights
	$(BIN)/python -m pytest -m "not slow"

test-browser: setup  ## drive the pages in Chromium; skipped with a message where there is none
	$(BIN)/python -m pytest tests/browser

screenshots: run  ## remake notebooks/screenshots from the sample calls (needs Chromium)
	$(BIN)/python -m tests.browser.screenshots --warehouse $(OUT)/meeluister.duckdb

bench-warehouse: setup  ## two years of made-up calls: how long the marts take (make bench-warehouse [CALLS=500000])
	$(BIN)/python -m tests.bench_warehouse $(if $(CALLS),--calls $(CALLS))

check: lint types test  ## all that CI runs

lint: setup  ## ruff: rules and layout
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: setup  ## mypy --strict
	$(BIN)/mypy

soak: setup  ## nights killed, starved, fuzzed and read, for an hour or more; the table lies in tests/soak/results/
	$(BIN)/python -m tests.soak

bench: setup  ## measure against truth (an hour): make bench [DATA=folder of calls with truth]
	$(BIN)/python -m tests.bench $(if $(DATA),--data $(DATA))

bench-cues: setup  ## measure the leidraad on text: make bench-cues [DATA=folder of texts of others]
	$(BIN)/python -m tests.bench.cues $(if $(DATA),--texts $(DATA))

bench-measures: setup  ## the error of tempo, silence and overlap measures: make bench-measures [DATA=folder]
	$(BIN)/python -m tests.bench.measures $(if $(DATA),--data $(DATA))

bench-variants: setup  ## the same calls with noise, crosstalk, lost packets, GSM and MP3 (half an hour)
	$(BIN)/python -m tests.bench variants $(if $(DATA),--data $(DATA))

bench-peers: setup  ## beside faster-whisper, WhisperX, pyannote and call-ai-metrics (half an hour, 8 GB for WhisperX)
	$(BIN)/python -m tests.bench peers $(if $(DATA),--data $(DATA))

bench-redaction: setup  ## measure masking on the blind set, beside deduce and Presidio where they are installed
	$(BIN)/python -m tests.redaction_bench

audit-packages: setup  ## look for known weaknesses in the locked packages (pip install pip-audit; needs an advisory database)
	@$(BIN)/python -c "import pip_audit" 2>/dev/null || { echo "pip-audit is not installed: pip install pip-audit"; exit 1; }
	$(BIN)/python -m pip_audit --requirement requirements.lock --disable-pip --no-deps --strict

calls: setup  ## remake the sample calls and all other sound made by us (needs espeak-ng with the MBROLA voices nl2 and nl3)
	$(BIN)/python -m tests.synth

lock: setup  ## renew requirements.lock to the newest packages that pyproject.toml allows
	$(BIN)/pip-compile --quiet --upgrade --generate-hashes --allow-unsafe --strip-extras --extra cluster --extra s3 --extra dev \
		--no-header --no-annotate --no-emit-index-url --no-emit-trusted-host --no-emit-find-links --output-file requirements.lock pyproject.toml

clean:  ## remove what running and testing left behind
	rm -rf $(OUT) .pytest_cache .mypy_cache .ruff_cache .hypothesis
