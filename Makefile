# What a developer runs. PYTHON names another Python than python3 (3.11 or newer).
PYTHON ?= python3
BIN = .venv/bin

.PHONY: setup unit test lint quality speed report

setup:  ## a virtual environment with the locked tools, and this folder as the installed package
	$(PYTHON) -m venv .venv
	$(BIN)/pip install -q -r .ci/requirements.txt
	$(BIN)/pip install -q --no-deps -e .

unit:  ## quick tests of single stages, five examples a law
	TEXTDIFF_EXAMPLES=5 $(BIN)/pytest -q -m unit

test:  ## all tests
	$(BIN)/pytest -n auto

lint:
	$(BIN)/ruff format --check textdiff tests reports
	$(BIN)/ruff check textdiff tests reports
	$(BIN)/mypy
	$(BIN)/lint-imports

quality:  ## every quality figure beside its floor
	$(BIN)/python tests/quality

speed:  ## what textdiff costs beside its peers
	$(BIN)/python tests/speed

report:  ## the sample report, written anew
	$(BIN)/python reports/rebuild.py
