# `make build` builds the site, `make test` runs every test. Both set up what they need in .venv.
# PYTHON=/path/to/python3 picks the Python, which must be 3.11 or newer.

PYTHON ?= python3
BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check install --quiet
LOCK := $(BIN)/uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes --quiet \
	--no-emit-index-url --custom-compile-command "make lock" $(LOCK_OPTIONS)

.PHONY: build serve check test looks fuzz bench bench-search wheel lock clean

build: .venv/installed  ## the site, with its search, into public/
	$(BIN)/ssg build
	@echo "The site is in public/. To see it: make serve"

serve: .venv/installed  ## the site on http://127.0.0.1:8000/, reloaded at each save
	$(BIN)/ssg serve

check: .venv/installed-tests  ## format, lint, types and the fast tests: before each commit
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/pytest -n 2 -m "not browser and not slow"

test: .venv/installed-tests  ## every test; without a browser it fails, unless SSG_NO_BROWSER=1
	@SSG_CHROMIUM="$$(.ci/chromium)" $(BIN)/pytest -n auto --maxprocesses 4

looks: .venv/installed-tests  ## takes the pictures of docs/images/looks anew, where pages changed: look at them before committing
	@SSG_ACCEPT_LOOKS=1 SSG_CHROMIUM="$$(.ci/chromium)" $(BIN)/pytest tests/browser/test_looks.py -k looks_as_it_did
	@git status --short docs/images/looks

fuzz: .venv/installed-tests  ## random edits and kills for half an hour; FUZZ="--edits 500 --seed 7" makes fewer, or the same again
	$(BIN)/python -m tests.laws.fuzz $(FUZZ)
	SSG_KILL_EACH=1 $(BIN)/pytest tests/laws/test_killed_builds.py

bench: .venv/installed  ## beside Hugo and Pelican; BENCH_OPTIONS="--size 10000 --runs 5 --output FILE" and the like
	@$(BIN)/python .ci/hatch_build.py
	@$(BIN)/python -m compileall -q ssg
	$(BIN)/python -m tests.bench $(BENCH_OPTIONS)

bench-search: .venv/installed-tests  ## the search beside Pagefind as it comes; BENCH_OPTIONS="--size 10000 --output FILE"
	@SSG_CHROMIUM="$$(.ci/chromium)" $(BIN)/python -m tests.bench.search $(BENCH_OPTIONS)

wheel: .venv/installed-tests  ## the package, into dist/
	$(BIN)/python -m build --wheel --no-isolation

lock: .venv/installed-tests  ## both lock files; LOCK_OPTIONS=--upgrade takes the newest of everything
	$(LOCK) --group install -o requirements.lock
	$(LOCK) --group install --group dev -c requirements.lock -o tests/requirements.lock

clean:  ## everything that was made; files of others in public/ stay
	-[ ! -x $(BIN)/ssg ] || $(BIN)/ssg clean
	rm -rf .venv build dist .pytest_cache .ruff_cache .mypy_cache .hypothesis
	find ssg tests -name __pycache__ -type d -prune -exec rm -rf {} +

.venv/made:
	@.ci/venv $(PYTHON)
	@touch $@

.venv/installed: .venv/made requirements.lock pyproject.toml
	@echo "Installing what ssg needs into .venv"
	@$(PIP) --require-hashes -r requirements.lock
	@$(PIP) --no-deps --no-build-isolation --editable .
	@# As an ordinary installation does: where Python may not keep what it compiles, each run would compile it all.
	@$(BIN)/python -m compileall -q ssg
	@touch $@

.venv/installed-tests: .venv/installed tests/requirements.lock
	@echo "Installing what the tests need into .venv"
	@$(PIP) --require-hashes -r tests/requirements.lock
	@touch $@
