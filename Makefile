# Two commands are enough: `make demo` shows the product, `make test` proves it.
.DEFAULT_GOAL := help
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
# Libraries come from the lock alone, each file checked against its hash; the product itself is then built with them.
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check
PRODUCT := $(PIP) --no-deps --no-build-isolation --editable .
# Processes that test side by side; a database that is given for tests is for one alone.
TESTERS ?= $(if $(KOOPERACJE_TEST_NEO4J),1,2)

.PHONY: help setup setup-dev demo serve test check format mutate lock audit sbom licences pin-images bench clean

help: ## what can be made
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || \
		{ echo "Python 3.11 or newer is needed; set PYTHON=/path/to/python3.11"; exit 1; }
	@$(PYTHON) -m venv $(VENV) || { echo "The venv module is missing (on Debian: python3-venv)"; exit 1; }

$(VENV)/.installed: pyproject.toml requirements.lock | $(BIN)/python
	sed '/^# group dev$$/,$$d' requirements.lock > $(VENV)/product.txt
	$(PIP) --require-hashes --requirement $(VENV)/product.txt
	$(PRODUCT)
	@touch $@

$(VENV)/.installed-dev: $(VENV)/.installed
	$(PIP) --require-hashes --requirement requirements.lock
	@touch $@

setup: $(VENV)/.installed ## install the product into .venv

setup-dev: $(VENV)/.installed-dev ## install what tests and checks need as well

demo: setup ## load the demo partnership and serve it on 127.0.0.1:$KOOPERACJE_PORT (8000)
	$(BIN)/kooperacje demo

serve: setup ## serve the store
	$(BIN)/kooperacje serve

test: setup-dev ## pass the tests (a browser, Docker or Java are used where present)
	$(BIN)/pytest --numprocesses $(TESTERS) --dist loadfile

check: setup-dev ## format, lint, types, import directions, known vulnerabilities where they can be asked for
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/pyright
	$(BIN)/lint-imports
	$(BIN)/python .ci/audit.py

format: setup-dev ## format the code
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

mutate: setup-dev ## change the analyses, stores and access in small ways; 9 of 10 must make a test fail (MUTATE="--all")
	$(BIN)/python .ci/mutate.py $(MUTATE)

audit: setup-dev ## known vulnerabilities of the locked libraries; fails where nobody can be asked
	$(BIN)/python .ci/audit.py --must

sbom: setup-dev ## the bill of materials of what is delivered (CycloneDX), as sbom.json
	$(BIN)/python docs/make_licences.py --sbom > sbom.json

licences: setup-dev ## write docs/licences.md from what is installed
	$(BIN)/python docs/make_licences.py

pin-images: ## write the digests of the container images that were pulled into .env (needs Docker and a registry)
	sh deploy/pin-images.sh

lock: $(BIN)/python ## pin the newest allowed versions
	$(BIN)/python -m pip install --quiet uv
	$(BIN)/python .ci/lock.py --upgrade

bench: setup-dev ## print the measured ratios
	for file in benchmarks/*.py; do echo "== $$file"; $(BIN)/python $$file || exit 1; done

clean: ## remove what was installed and cached, not the data
	rm -rf $(VENV) .pytest_cache .ruff_cache .hypothesis .cache
