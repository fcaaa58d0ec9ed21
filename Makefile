# The receptionist, from the command line. `make` alone prints this table of contents.

SHELL := /bin/sh
.DEFAULT_GOAL := help
.PHONY: help setup lock run migrate test torture lint audit fuzz format call eval bench clean

PYTHON ?= python3
PORT ?= 8000
PROFILE ?= db
VENV := backend/.venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.ready
UV_VERSION := 0.13.9
# One more than there are processors: tests wait a third of their time, for servers and for browsers.
WORKERS ?= $(shell expr $$(getconf _NPROCESSORS_ONLN) + 1)
KILLS ?= 200

help: ## print this table
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-9s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

setup: $(STAMP) ## make backend/.venv from nothing but Python 3.11+ (run and test do it too)

$(STAMP): backend/requirements.lock backend/pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit("Python 3.11 or newer is needed") if sys.version_info < (3, 11) else None'
	$(PYTHON) -m venv $(VENV)
	@echo "Installing the locked dependencies into $(VENV) …"
	@$(BIN)/python -m pip install --quiet "uv==$(UV_VERSION)" \
	  && cd backend && .venv/bin/uv pip sync --quiet --require-hashes requirements.lock \
	  || $(CURDIR)/$(BIN)/python -m pip install --quiet --require-hashes -r $(CURDIR)/backend/requirements.lock
	@$(BIN)/python -m pip install --quiet --no-deps --editable backend
	@touch $(STAMP)

lock: $(STAMP) ## write backend/requirements.lock again from pyproject.toml
	@$(BIN)/python -m pip install --quiet "uv==$(UV_VERSION)"
	cd backend && .venv/bin/uv lock --quiet --upgrade && .venv/bin/uv export --quiet --format requirements.txt \
	  --all-extras --no-emit-project --no-header --output-file requirements.lock && rm -f uv.lock \
	  && .venv/bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-annotate \
	  --extra speech --constraint requirements.lock --output-file requirements-runtime.lock pyproject.toml

run: $(STAMP) ## start the receptionist on this machine (PROFILE=db|inmemory, PORT=8000)
	@cd backend && .venv/bin/python -m app.serve --env-file ../env.dev.$(PROFILE) --port $(PORT)

.PHONY: demo
demo: $(STAMP) ## put two businesses with a month behind them into the running receptionist
	@cd backend && .venv/bin/python -m app.demo --env-file ../env.dev.$(PROFILE) --url http://localhost:$(PORT)

migrate: $(STAMP) ## bring the database of DATABASE_URL (or of PROFILE) to this version's schema
	@cd backend && .venv/bin/python -m app.migrate --env-file ../env.dev.$(PROFILE)

# The suite starts some fifty processes: compiled modules are kept, whatever the environment says.
test: $(STAMP) ## the whole suite
	@cd backend && env -u PYTHONDONTWRITEBYTECODE .venv/bin/python -m pytest -n $(WORKERS)

torture: $(STAMP) ## kill the service over and over under callers, on both databases, and check the books (KILLS=200)
	@cd backend && .venv/bin/python -m tests.torture --kills $(KILLS)

lint: $(STAMP) ## ruff, mypy --strict, bandit
	@cd backend && .venv/bin/ruff check . && .venv/bin/ruff format --check . \
	  && .venv/bin/mypy app && .venv/bin/bandit --quiet --recursive app --configfile pyproject.toml

audit: $(STAMP) ## known holes in what we depend on; needs the net, and fails without it
	@cd backend && .venv/bin/pip-audit --strict --require-hashes --disable-pip --requirement requirements.lock \
	  || { echo "NOT AUDITED, or with a known hole: see above. Without an answer from the net nothing counts as audited."; exit 1; }

PROPERTIES := tests/core/availability/test_properties.py tests/core/understanding/test_times_properties.py
fuzz: $(STAMP) ## hostile requests of every role, made of the OpenAPI document, for minutes; new examples of properties
	@cd backend && FUZZ=1 .venv/bin/python -m pytest -n $(WORKERS) tests/routers/test_documented.py $(PROPERTIES)

format: $(STAMP) ## let ruff write the code's form
	@cd backend && .venv/bin/ruff check --fix . && .venv/bin/ruff format .

call: $(STAMP) ## ring the receptionist from this terminal (SCRIPT=file plays a scripted call)
	@cd backend && .venv/bin/python -m simulator --url http://127.0.0.1:$(PORT) $(if $(SCRIPT),--script "$(abspath $(SCRIPT))")

eval: $(STAMP) ## how well it understands, by category
	@cd backend && .venv/bin/python -m tests.eval

bench: $(STAMP) ## how fast it is
	@cd backend && for script in bench/*.py; do echo "== $$script"; .venv/bin/python $$script || exit 1; done

clean: ## remove what setup and runs made
	rm -rf $(VENV) backend/.pytest_cache backend/.mypy_cache backend/.ruff_cache backend/.hypothesis backend/*.egg-info
