# The two commands of the README are `make run` and `make test`; `make help` lists the rest.
PYTHON ?= python3
PORT ?= 8000
VENV := .venv
BIN := $(VENV)/bin
HDPORTAL_DATA_DIR ?= var
export HDPORTAL_DATA_DIR
export UV_PYTHON_DOWNLOADS := never
# An institute with certificates of its own has them in the system, not in uv.
export UV_SYSTEM_CERTS := 1
PO := $(wildcard hdportal/locale/*/LC_MESSAGES/django.po)
MO := $(PO:.po=.mo)

.DEFAULT_GOAL := help
.PHONY: help install run test test-slow check fix bench messages lock clean

help: ## Show this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-10s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

define install
	$(BIN)/uv pip install -q --require-hashes --python $(BIN)/python -r $(1) \
	  || $(BIN)/python -m pip install -q --require-hashes -r $(1)
	$(BIN)/python -m pip install -q --no-deps --no-build-isolation --no-index -e .
endef

$(VENV)/.created: requirements/uv.txt
	@$(PYTHON) -c 'import sys; sys.exit("Python 3.11 or newer is needed; try: make PYTHON=python3.11 run" if sys.version_info < (3, 11) else 0)'
	$(PYTHON) -m venv $(VENV) || { echo "Debian keeps venv in a package of its own: apt-get install python3-venv"; exit 1; }
	$(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes -r requirements/uv.txt || true
	@touch $@

$(VENV)/.ok: $(VENV)/.created requirements/base.txt pyproject.toml
	$(call install,requirements/base.txt)
	@touch $@

$(VENV)/.ok-dev: $(VENV)/.ok requirements/dev.txt
	$(call install,requirements/dev.txt)
	@touch $@

%.mo: %.po $(VENV)/.ok
	@$(BIN)/pybabel -q compile -i $< -o $@

install: $(VENV)/.ok $(MO) ## The environment and the translations, for an operator

run: install ## Start the portal with the demo organisation on http://127.0.0.1:8000 (PORT=, HDPORTAL_DATA_DIR=)
	HDPORTAL_DEMO=1 HDPORTAL_BASE_URL=http://127.0.0.1:$(PORT) $(BIN)/hdportal serve --port $(PORT) --migrate --demo

test: $(VENV)/.ok-dev $(MO) ## Everything needed for the tests, then the tests
	@sh scripts/need_chromium.sh
	$(BIN)/python -m pytest -q -n 2 hdportal tests --ignore=tests/journeys --ignore=tests/slow --ignore=tests/faults
	$(BIN)/python scripts/with_postgres.py $(BIN)/python -m pytest -q -n 2 hdportal tests --ignore=tests/journeys --ignore=tests/slow --ignore=tests/faults
	$(BIN)/python -m pytest -q -n 2 tests/journeys

test-slow: $(VENV)/.ok-dev $(MO) ## Faults, fuzzing and scale
	$(BIN)/python scripts/with_postgres.py --sqlite-too $(BIN)/python -m pytest -q tests/slow tests/faults

check: $(VENV)/.ok-dev $(MO) ## Linters, types, arrows, migrations, templates, drawings, translations
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports
	$(BIN)/mypy
	$(BIN)/djlint --lint --quiet hdportal
	HDPORTAL_DEMO=1 $(BIN)/hdportal manage makemigrations --check --dry-run
	$(BIN)/hdportal manage sop_drawing --check
	$(BIN)/python scripts/check_messages.py

fix: $(VENV)/.ok-dev ## Let the tools mend what they can
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: $(VENV)/.ok-dev $(MO) ## Measure; prints JSON lines (see bench/README.md)
	$(BIN)/python -m bench

messages: $(VENV)/.ok-dev ## Bring the translation catalogues up to date with the sources
	@mkdir -p var
	$(BIN)/pybabel -q extract -F babel.cfg -k N_ -k pgettext:1c,2 -k pgettext_lazy:1c,2 -k npgettext:1c,2,3 -k gettext_lazy -k ngettext_lazy:1,2 --no-location --no-wrap --omit-header -o var/django.pot hdportal
	@# pybabel would take the header away with the places; it is kept and put back.
	for code in nl fr; do po=hdportal/locale/$$code/LC_MESSAGES/django.po; sed '/^$$/q' $$po > var/$$code.head; \
	  $(BIN)/pybabel -q update --no-fuzzy-matching --no-wrap --ignore-obsolete --omit-header -D django -i var/django.pot -d hdportal/locale -l $$code; \
	  cat var/$$code.head $$po | sed -e '$${/^$$/d}' > var/$$code.po && mv var/$$code.po $$po; done

lock: ## Pin the newest versions that requirements/*.in allow (needs the network)
	$(BIN)/uv pip compile -q --upgrade --universal --python-version 3.11 --generate-hashes --no-header --no-annotate requirements/base.in -o requirements/base.txt
	$(BIN)/uv pip compile -q --upgrade --universal --python-version 3.11 --generate-hashes --no-header --no-annotate -c requirements/base.txt requirements/dev.in -o requirements/dev.txt

clean: ## Remove the environment (the data in var/ stay)
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache
