# What a newcomer runs: `make demo`, then `make test`. Everything else is for whoever works on watchdesk.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
CORE := $(VENV)/core.stamp
DEV := $(VENV)/dev.stamp

.PHONY: install demo test check eval bench clean gazetteer train

install: $(CORE)

$(VENV)/bin/python:
	$(PYTHON) -c 'import sys; sys.exit(0 if sys.version_info >= (3, 11) else "watchdesk needs Python 3.11 or newer, this is %s; run make PYTHON=python3.12" % sys.version.split()[0])'
	$(PYTHON) -m venv $(VENV)

$(CORE): pyproject.toml $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[reader,desk]'
	touch $@

$(DEV): pyproject.toml $(CORE)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[reader,desk,dev]'
	touch $@

demo: install
	$(BIN)/watchdesk read examples/withdrawal.txt --published 2022-11-18 --page demo.html
	$(BIN)/watchdesk read examples/withdrawal.txt --published 2022-11-18
	@echo
	@echo "The page is demo.html: opening it in your browser."
	@$(BIN)/python -c "import pathlib, webbrowser; webbrowser.open(pathlib.Path('demo.html').resolve().as_uri())" || true

test: $(DEV)
	$(MAKE) --no-print-directory check
	$(BIN)/python -m pytest -q -n 2

check: $(DEV)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

eval: install
	$(BIN)/python evals/quality.py
	$(BIN)/python evals/gate.py

bench: install
	$(BIN)/python evals/bench.py

gazetteer: $(DEV)
	$(BIN)/python scripts/build_gazetteer.py

train:
	bash training/run.sh training/corpus $(AUXILIARY)

clean:
	rm -rf $(VENV) build dist demo.html
