# Two commands do everything: `make site` and `make test`; each sets itself up.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
# One more than processors: two tests in five wait for a browser or a server.
WORKERS ?= $(shell echo $$(( $$(getconf _NPROCESSORS_ONLN) + 1 )))

.PHONY: site docs serve test check fix clean

site: $(VENV)/.installed
	$(BIN)/digest import seeds/
	$(BIN)/digest build

docs: $(VENV)/.installed
	$(BIN)/python scripts/reference
	$(BIN)/python scripts/docs
	$(BIN)/digest build --site docs/site
	$(BIN)/digest check --site docs/site --strict

serve: $(VENV)/.installed
	$(BIN)/digest serve

test: $(VENV)/.tested
	$(BIN)/python -m pytest -n $(WORKERS) --dist loadfile --no-loadscope-reorder

check: $(VENV)/.tested
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy

fix: $(VENV)/.tested
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

$(VENV)/bin/python:
	scripts/environment $(PYTHON) $(VENV)

$(VENV)/.installed: pyproject.toml | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e .
	@touch $@

$(VENV)/.tested: requirements-dev.txt $(VENV)/.installed
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	@touch $@

clean:
	rm -rf output .digest
