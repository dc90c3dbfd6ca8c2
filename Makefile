# `make run` and `make test` set everything up themselves; `make help` lists the rest.
PYTHON ?= python3
SCRIPT ?= examples/the_last_ferry.fountain
OUT ?=
BIN := .venv/bin
FILM := $(if $(OUT),-o $(OUT),)
PYTEST := -p tests.turns -n 3 --dist loadfile --no-loadscope-reorder
# A studio is many processes: where no bytecode is kept, each of them compiles everything again.
unexport PYTHONDONTWRITEBYTECODE

.DEFAULT_GOAL := help
.PHONY: help set-up packages run film test lint types tests messages screenshots bench clean

help: ## Show this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-11s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

set-up: ## Install everything the project needs (run and test do it by themselves)
	@$(PYTHON) scripts/set_up.py

run: set-up ## Start the studio: web, redis and workers on this machine; prints its address
	@$(BIN)/filmstudio up

film: set-up ## Make a film without the web: make film [SCRIPT=my.fountain] [OUT=my.mp4]
	@$(BIN)/filmstudio make film $(SCRIPT) $(FILM)

test: lint ## Lint, types and all tests
	@mkdir -p .mypy_cache; $(BIN)/mypy > .mypy_cache/said 2>&1 & types=$$!; \
	$(PYTHON) scripts/set_up.py & pages=$$!; \
	$(BIN)/pytest $(PYTEST); tests=$$?; \
	wait $$pages; wait $$types; types=$$?; cat .mypy_cache/said; \
	test $$tests -eq 0 -a $$types -eq 0

packages:
	@$(PYTHON) scripts/set_up.py --packages

lint: packages
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .

types: packages
	@$(BIN)/mypy

tests: set-up
	@$(BIN)/pytest $(PYTEST)

messages: set-up ## List the texts of pages and letters; IN="es fr" or IN=all: bring catalogs up to them
	@$(BIN)/python scripts/messages.py $(IN)

screenshots: set-up ## Pictures of every page, in two sizes and two themes, in out/
	@$(BIN)/python -m tests.screenshots out

bench: set-up ## Measure ours against the bare encode and against MoviePy
	@$(BIN)/python -m benchmarks.film

clean: ## Remove what set-up and runs have made in this folder
	rm -rf .venv films out .web .tools .pytest_cache .mypy_cache .ruff_cache
