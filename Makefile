# make run, make test, make check and make bench set up whatever they need.
PYTHON ?= python3.11
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.installed

.DEFAULT_GOAL := help
.PHONY: help run test check bench bench-numbers eval-real ablation train repro docs clean
# Data to measure with, beside the repository; what is not there is said not to be measured.
DATA ?= ../shared/data
RIVALS := $(VENV)/rivals

help:
	@echo "make run     set up, then extract the reports in seeds/ and show them"
	@echo "make test    set up, then run the tests"
	@echo "make check   lint, types and import contracts"
	@echo "make bench   words a second of the default pipeline, and start-up times"
	@echo "make bench-numbers  the readers of numbers and dates beside other libraries"
	@echo "make train   fit the linker anew (2 minutes)"
	@echo "make ablation    what each group of rules and each decision of the linker brings, on the development split"
	@echo "make repro   check the corpus, deal it out, fit the linker, evaluate the default pipeline (dvc repro)"
	@echo "make eval-real   score the default pipeline on true reports, where their gold lies beside the repository"
	@echo "make docs    regenerate docs/cli.md"

$(READY): pyproject.toml constraints.txt
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --constraint constraints.txt --editable '.[train,dev]'
	@touch $@

run: $(READY)
	@mkdir -p out
	@$(BIN)/tawthiq extract seeds --output out/seeds.jsonl --format table

test: $(READY)
	$(BIN)/python -m pytest

check: $(READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: $(READY)
	@$(BIN)/python -m tawthiq.benchmarks.speed

# What the other libraries pin cannot live beside this project's own packages: they get environments of their own.
$(RIVALS)/.installed:
	$(PYTHON) -m venv $(RIVALS)/maha
	-$(RIVALS)/maha/bin/python -m pip install --quiet pyarabic mahad
	$(PYTHON) -m venv $(RIVALS)/dateparser
	-$(RIVALS)/dateparser/bin/python -m pip install --quiet dateparser
	@touch $@

bench-numbers: $(READY) $(RIVALS)/.installed
	@$(BIN)/python -m tawthiq.benchmarks.numbers $(DATA) $(RIVALS)

# DVC runs the stages with the commands of this environment.
repro: $(READY)
	PATH="$(abspath $(BIN)):$$PATH" $(BIN)/dvc repro

# The first part of gold/ is learned from; the rest of it and reports/ are only measured on.
eval-real: $(READY)
	@for set in "gold --part learn" "gold --part measure" reports; do \
	  if test -d $(DATA)/$${set%% *}; then echo "== $(DATA)/$$set"; $(BIN)/tawthiq evaluate $(DATA)/$$set --model default | head -15; \
	  else echo "== $(DATA)/$${set%% *} is not there: not measured"; fi; done

# The linker of the default pipeline; DVC fits it too, when what it depends on has changed.
train: $(READY)
	$(BIN)/python -m tawthiq.training.linker annotations/train.jsonl $(DATA)/gold \
	  --quiet $(DATA)/text/sanad_alkhaleej_45k.jsonl.gz -o models/default/linker.json

ablation: $(READY)
	@$(BIN)/python -m tawthiq.benchmarks.ablation

docs: $(READY)
	$(BIN)/python -m tawthiq.cli_reference docs/cli.md

clean:
	rm -rf $(VENV) out .pytest_cache .mypy_cache .ruff_cache .hypothesis
