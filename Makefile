# The outside interface of the repository. PORT= moves what is served.
SHELL := /bin/bash
PYTHON ?= python3
BIN := .venv/bin
PORT ?= 8000
# A file's tests stay together: they share a server.
AT_ONCE := -n auto --maxprocesses 4 --dist loadfile
# Mostly waits, so more of it at once than there are cores.
KILLS := tests/browser/test_kill_table.py
# Only what failed, once more: not what could not even begin.
AGAIN := --last-failed --last-failed-no-failures=none
tried = { $(BIN)/python -m pytest $(AT_ONCE) $(1) || { [ $$? = 1 ] && $(BIN)/python -m pytest $(AGAIN) $(1); }; }

.PHONY: run test demo bench kill

run: .venv/installed
	BETTERJOURNAL_PORT=$(or $(BETTERJOURNAL_PORT),$(PORT)) $(BIN)/python -m betterjournal serve

demo: .venv/installed
	BETTERJOURNAL_PORT=$(PORT) $(BIN)/python -m betterjournal demo

# Browser journeys run apart: the browser's own event loop and the socket tests' cannot share a process. Sockets, clocks
# and browsers hang on time: what fails of them is tried once more, alone, and both its results are printed, with what
# stood on its pages. Of the table of kills nothing is tried twice.
test: .venv/tests-installed
	$(BIN)/python -m tests.needs
	$(call tried,tests --ignore=tests/browser --ignore=tests/web/browser); first=$$?; \
	$(call tried,tests/web/browser tests/browser --ignore=$(KILLS)); second=$$?; \
	$(BIN)/python -m pytest -n 6 --dist load $(KILLS); exit $$((first + second + $$?))

bench: .venv/tests-installed
	$(BIN)/python -m tests.bench $(if $(BENCH_JSON),--json $(BENCH_JSON))

# Hours. ROUNDS= of the whole table, SEED= for others than last time.
kill: .venv/tests-installed
	$(BIN)/python -m tests.kill $(or $(ROUNDS),100) $(or $(SEED),betterjournal)

.venv/installed: requirements.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Betterjournal needs Python 3.11 or newer."; exit 1; }
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.txt
	touch $@

.venv/tests-installed: .venv/installed tests/requirements.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r tests/requirements.txt
	touch $@
