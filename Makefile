# demo, test, lint, docs, bench: each sets up what it needs once, and says what to do where it cannot.
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
READY  := $(VENV)/ready
TRAINER := .venv-train

.PHONY: demo test lint format docs bench fuzz soak train lock clean
.DEFAULT_GOAL := demo

demo: $(READY)
	@$(BIN)/multipolar demo

test: $(READY)
	$(BIN)/pytest -n auto --dist loadscope

lint: $(READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/codespell

format: $(READY)
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

docs: $(READY)
	$(BIN)/mkdocs build --strict

bench: $(READY)
	$(BIN)/python -m bench

# A hundred thousand broken pages: about an hour. What fails is kept in build/fuzz.
fuzz: $(READY)
	$(BIN)/python -m bench.fuzz

# Kills a program that fills a ledger 200 times, and the reading command 16 times: some two minutes.
soak: $(READY)
	MULTIPOLAR_KILLS=200 $(BIN)/pytest -s -p no:cacheprovider tests/ledger/test_durability.py tests/cli/test_stop.py

# Resumable: a run that was stopped goes on after its last whole pass (build/encoder.pt).
train: $(TRAINER)/ready
	$(TRAINER)/bin/python -m train.gate
	$(TRAINER)/bin/python -m train.dating
	$(TRAINER)/bin/python -m train.encoder
	$(TRAINER)/bin/python -m train.card

# Set up once: made anew only when the lock or the project's own settings change.
$(READY): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "multipolar needs Python 3.11 or newer; $(PYTHON) is older. Try: make PYTHON=python3.12" >&2; exit 1; }
	@echo "Setting up $(VENV) (once; about a minute and 1.2 GB) ..."
	@$(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

$(TRAINER)/ready: requirements.lock train/requirements.txt pyproject.toml
	@echo "Setting up $(TRAINER) (once; it holds PyTorch) ..."
	@$(PYTHON) -m venv $(TRAINER)
	@$(TRAINER)/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@$(TRAINER)/bin/python -m pip install --quiet --disable-pip-version-check -r train/requirements.txt
	@$(TRAINER)/bin/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

# Versions and hashes only: no address of any index.
lock: $(READY)
	$(BIN)/uv pip compile pyproject.toml --group dev --universal --generate-hashes --no-emit-index-url --no-header -o requirements.lock

clean:
	rm -rf $(VENV) $(TRAINER) dist build site .mypy_cache .ruff_cache .pytest_cache .hypothesis
