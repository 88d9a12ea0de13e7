# Every command of this repository. `make` alone lists them.
# What they make lies in build/, which is the only folder git ignores.

.DEFAULT_GOAL := help
.SUFFIXES:
BIN := build/venv/bin
BENCH ?= *

.PHONY: help
help: ## list these commands
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-7s %s\n", $$1, $$2 }' Makefile

.PHONY: setup
setup: ## make build/venv with the locked packages (quick when nothing changed)
	@sh .ci/setup

.PHONY: site
site: setup ## check the records in data/, build the portal into build/site and say how to open it
	@$(BIN)/salesbook check
	@$(BIN)/salesbook build
	@printf '\nThe portal is in build/site. To open it:  make serve\n'
	@printf 'or, without rebuilding:  python3 -m http.server --bind 127.0.0.1 --directory build/site\n'

.PHONY: serve
serve: setup ## serve the portal on this computer, rebuilt and reloaded when a record changes
	@$(BIN)/salesbook serve

.PHONY: demo
demo: setup ## write the sample company with its history into build/demo, and serve its portal
	@rm -rf build/demo
	@$(BIN)/salesbook demo build/demo
	@$(BIN)/salesbook --root build/demo serve

.PHONY: test
test: setup lint ## run linters, type checks and all tests, with the gate on branch coverage
	$(BIN)/python -m pytest --cov --cov-report=term-missing:skip-covered

.PHONY: lint
lint: setup ## run only the linters and the type checks
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

.PHONY: quick
quick: setup ## run the tests that are neither slow nor need a browser
	$(BIN)/python -m pytest -m "not slow and not browser"

.PHONY: bench
bench: setup ## run the benchmarks (BENCH=check: only that one) and print one table
	@mkdir -p build/bench
	@if [ "$(BENCH)" = "*" ]; then rm -f build/bench/*.json; fi
	@missed=0; for script in benchmarks/bench_$(BENCH).py; do \
	  [ -e "$$script" ] || continue; \
	  echo "$$script"; $(BIN)/python "$$script" || missed=1; \
	done; $(BIN)/python benchmarks/measure.py || missed=1; exit $$missed

.PHONY: lock
lock: setup ## refresh .ci/requirements.txt from pyproject.toml (fetches uv where it is not there)
	@sh .ci/lock

.PHONY: clean
clean: ## remove build/: the environment, the site, every cache
	rm -rf build
