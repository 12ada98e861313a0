# Two commands on a machine with Python 3.11 or later:
#   make demo   sets up .venv, extracts the claims of the sample articles and shows them
#   make test   sets up .venv and runs every check; what takes minutes is left to make test-long
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check

.PHONY: demo test test-long setup clean

demo: $(VENV)/installed
	$(BIN)/claimlink extract corpus -o outputs/demo
	$(BIN)/claimlink show outputs/demo

test: $(VENV)/installed-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	PYRIGHT_PYTHON_IGNORE_WARNINGS=1 $(BIN)/pyright --pythonpath $(BIN)/python
	$(BIN)/python -m pytest

test-long: $(VENV)/installed-dev
	$(BIN)/python -m pytest -m long

setup: $(VENV)/installed-dev

# Editable: the demo and the tests run what stands in the folders.
$(VENV)/installed: setup.cfg pyproject.toml | $(VENV)/bin/python
	$(PIP) install -q -e .
	touch $@

$(VENV)/installed-dev: setup.cfg pyproject.toml tests/schemas.txt | $(VENV)/bin/python
	$(PIP) install -q -e ".[dev]"
	$(PIP) install -q --no-deps -r tests/schemas.txt
	touch $@ $(VENV)/installed

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo "claimlink needs Python 3.11 or later; name one: make PYTHON=python3.11 ..." >&2; exit 1; }
	$(PYTHON) -m venv $(VENV)

clean:
	rm -rf $(VENV) build dist pipeline/*.egg-info .mypy_cache .pytest_cache .ruff_cache
