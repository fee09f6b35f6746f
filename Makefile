# Two commands are all a user needs: `make run` and `make test`. Both make the environment first.

PYTHON ?= python3.11
REPORTS ?= samples/reports
API_PORT ?= 8000
UI_PORT ?= 8501
DATA ?= $(or $(BELAGG_DATA),data)

BIN := .venv/bin
STAMP := .venv/.belagg-setup
FOLDERS := ingest index service ui eval

.DEFAULT_GOAL := help
.PHONY: help setup run test lint types layers eval bench bench-tables bench-robustness bench-world bench-archive calibration bench-ui screenshots constraints clean

help:
	@grep -E '^[a-z-]+:.*##' Makefile | sed -E 's/:.*## /\t/' | expand -t 16

setup: $(STAMP) ## make the environment; quick when nothing changed

# The stamp is older than what it was made from only when these change.
$(STAMP): pyproject.toml constraints.txt scripts/setup.sh scripts/debian-packages.sh
	@PYTHON="$(PYTHON)" scripts/setup.sh
	@touch $@

run: setup ## read REPORTS (default: the samples), start API and web chat
	@BELAGG_DATA="$(DATA)" BELAGG_PORT="$(API_PORT)" BELAGG_UI_PORT="$(UI_PORT)" scripts/run.sh $(REPORTS)

test: setup ## all tests, with coverage
	@$(BIN)/python -m pytest --cov --cov-report=term:skip-covered

lint: setup ## ruff: rules and format
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .

types: setup ## mypy --strict
	@$(BIN)/mypy

layers: setup ## imports go downwards only
	@$(BIN)/lint-imports

eval: setup ## ask the known questions and hold the scores against eval/floors.toml
	@scripts/eval.sh

# The shared corpus is the yardstick where it is there; a fresh clone measures on its samples.
CORPUS := $(or $(BELAGG_CORPUS),../shared)
BENCHED := $(if $(wildcard $(CORPUS)/qa),--reports $(CORPUS)/corpus/txt --suites $(CORPUS)/qa/dev.jsonl)

bench: setup ## times, each against a peer measured in the same run
	@$(BIN)/python -m eval.bench $(BENCHED)

bench-tables: setup ## tables, cell by cell, against known ones and other finders (minutes)
	@$(BIN)/python -m eval.bench_tables

bench-retrieval: setup ## which search finds the right page of the known questions, part by part
	@$(BIN)/python -m eval.bench_retrieval $(if $(wildcard $(CORPUS)/qa),,samples/reports/*.pdf --suite samples/suite.jsonl)

# Swedish sets of others are looked for where BELAGG_SWEDISH_SETS says (eval/swedish_sets.py).
bench-search: setup ## embedding speed, Swedish search sets, 100,000 passages (minutes)
	@$(BIN)/python -m eval.bench_search --picture docs/images/sokning-skala.svg

# Asks the library that `make eval` read: the shared corpus, or the samples.
ROBUST_DATA := build/eval/$(if $(wildcard $(CORPUS)/qa),corpus-txt,samples)
ROBUST_SUITE := $(if $(wildcard $(CORPUS)/qa),$(CORPUS)/qa/dev.jsonl,samples/suite.jsonl)

bench-robustness: setup ## the same questions in other words, after `make eval`
	@$(BIN)/python -m eval.robustness --data $(ROBUST_DATA) $(ROBUST_SUITE) --json results/variants.json

SEEDS ?= 1 7 11 12

bench-world: setup ## made reports of SEEDS as PDF and text extract, 260 questions each (minutes)
	@scripts/world.sh $(SEEDS)

calibration: setup ## how far the stated confidence can be trusted, after `make eval`
	@scripts/calibration.sh

bench-archive: setup ## 200 made reports of one region: is the right one found, and as fast as among five (minutes)
	@$(BIN)/python -m eval.bench_archive --quiet --json results/archive.json

bench-ui: setup ## what a user waits beyond the service itself, in a real browser
	@$(BIN)/python -m tests.ui.bench

screenshots: setup ## pictures of the chat for the guide
	@$(BIN)/python -m tests.ui.screenshots docs/images

constraints: ## write constraints.txt from what .venv holds
	@(head -n 1 constraints.txt; $(BIN)/python -m pip freeze --exclude-editable | sed 's/+cpu$$//' | sort -f) > constraints.new
	@mv constraints.new constraints.txt

clean: ## remove everything that make made, but not the library
	rm -rf .venv .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis .coverage build results
