# The habits. `make demo` and `make test` need only Python >= 3.11 (venv, pip), make and the package registry.
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
ROOMS  := records feeds extractors storage trends flows demo
TREE   := $(ROOMS) tests benchmarks

.DEFAULT_GOAL := help
.PHONY: help demo test test-long test-duckdb2 duckdb2 format lint types accuracy bench clean

help:            ## this list
	@grep -hE '^[a-z0-9-]+: .*##' $(MAKEFILE_LIST) | sed 's/:.*##/\t/' | expand -t 16

# The environment is made anew when its note is missing or says otherwise: half-made, of another Python, or moved here.
WANTED := $(shell $(PYTHON) -c 'import sys; print("Python %d.%d.%d" % sys.version_info[:3])') in $(CURDIR)
ifneq ($(shell cat $(VENV)/made 2>/dev/null),$(WANTED))
.PHONY: $(VENV)/run
MAKE_ANEW = rm -rf $(VENV) && $(PYTHON) -m venv $(VENV)
else
MAKE_ANEW = true
endif
PIP     := $(BIN)/python -m pip --disable-pip-version-check install -qq -c constraints.txt
# $(1): what to install. No note while pip works: what a killed pip leaves behind is not to be trusted.
install = rm -f $(VENV)/made && $(PIP) $(1) && echo '$(WANTED)' > $(VENV)/made

$(VENV)/run: pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "chipwatch needs Python 3.11 or newer: make PYTHON=python3.11 ...")'
	@$(MAKE_ANEW)
	@echo "installing chipwatch into $(VENV) ..."
	@$(call install,-e .)
	@touch $@

$(VENV)/dev: $(VENV)/run
	@$(call install,-e '.[dev]')
	@touch $@

$(VENV)/bench: $(VENV)/dev
	@$(call install,pip)      # one that can read newspaper4k's extras: pyproject.toml says why
	@$(call install,-e '.[bench]')
	@touch $@

demo: $(VENV)/run            ## the main job over the embedded newsroom: feeds in, facts out, one file to query
	@$(BIN)/chipwatch demo

# A file's tests stay in one process: what they share is made once. In the order of the names: xdist's own order, by
# number of tests, leaves the one slow test of test_schedule.py to the end, with the other core idle.
PYTEST  := $(BIN)/python -m pytest -q -n 2 --dist loadfile --no-loadscope-reorder

test: $(VENV)/dev            ## the tests: six minutes on two cores
	@$(PYTEST)

test-long: $(VENV)/dev       ## simulations, kill seeds, fuzzing at length; WITHIN=600: start none after 600 seconds
	@$(PYTEST) -m long $(if $(WITHIN),--within $(WITHIN))

test-duckdb2:                ## storage and trends on DuckDB 2.0, in an environment of its own
	@$(MAKE) --no-print-directory VENV=$(VENV)-duckdb2 duckdb2

duckdb2: $(VENV)/dev
	@$(BIN)/python -m pip --disable-pip-version-check install -qq 'duckdb==2.0.0'
	@$(PYTEST) tests/storage tests/trends

format: $(VENV)/dev          ## rewrite the tree in the one format
	@$(BIN)/ruff format $(TREE) && $(BIN)/ruff check --fix $(TREE)

lint: $(VENV)/dev            ## what ruff has to say
	@$(BIN)/ruff format --check $(TREE) && $(BIN)/ruff check $(TREE)

types: $(VENV)/dev           ## mypy, strict
	@$(BIN)/mypy

accuracy: $(VENV)/run        ## the README's accuracy table anew, and floors raised to what is reached
	@$(BIN)/chipwatch eval --markdown --into README.md --set-floors

bench: $(VENV)/bench         ## speed and accuracy as ratios to a limit or a peer of the same run
	@for script in benchmarks/[a-z]*.py; do echo "== $$script"; $(BIN)/python $$script || exit 1; done

clean:           ## everything that make made
	rm -rf $(VENV) $(VENV)-duckdb2 build *.egg-info .pytest_cache .mypy_cache .ruff_cache .hypothesis
