# The habits. `make demo` and `make test` need only Python >= 3.11 (venv, pip), make and the package registry.
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
ROOMS  := records feeds extractors storage trends flows demo
TREE   := $(ROOMS) tests benchmarks

.DEFAULT_GOAL := help
.PHONY: help demo test test-long test-duckdb2 format lint types accuracy bench clean

help:            ## this list
	@grep -hE '^[a-z0-9-]+: .*##' $(MAKEFILE_LIST) | sed 's/:.*##/\t/' | expand -t 16

$(VENV)/run: pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "chipwatch needs Python 3.11 or newer: make PYTHON=python3.11 ...")'
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@echo "installing chipwatch into $(VENV) ..."
	@$(BIN)/python -m pip install -qq --disable-pip-version-check -c constraints.txt -e .
	@touch $@

$(VENV)/dev: $(VENV)/run
	@$(BIN)/python -m pip install -qq --disable-pip-version-check -c constraints.txt -e '.[dev]'
	@touch $@

$(VENV)/bench: $(VENV)/dev
	@$(BIN)/python -m pip install -qq --disable-pip-version-check -c constraints.txt -e '.[dev,bench]'
	@touch $@

demo: $(VENV)/run            ## the main job over the embedded newsroom: feeds in, facts out, one file to query
	@$(BIN)/chipwatch demo

test: $(VENV)/dev            ## the tests: under 4 minutes on two cores
	@$(BIN)/python -m pytest -q

test-long: $(VENV)/dev       ## simulations, kill seeds, fuzzing at length
	@$(BIN)/python -m pytest -q -m long

test-duckdb2: $(VENV)/dev    ## storage and trends on DuckDB 2.0, in an environment of its own
	@test -x $(VENV)-duckdb2/bin/python || $(PYTHON) -m venv $(VENV)-duckdb2
	@$(VENV)-duckdb2/bin/python -m pip install -qq --disable-pip-version-check -c constraints.txt -e '.[dev]'
	@$(VENV)-duckdb2/bin/python -m pip install -qq --disable-pip-version-check 'duckdb==2.0.0'
	@$(VENV)-duckdb2/bin/python -m pytest -q tests/storage tests/trends

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
