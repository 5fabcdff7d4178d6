# Every target is one line of manage.py or one tool of the virtual environment.
TOOL := .venv/bin/python -m
LOCK := uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-annotate --no-header --no-emit-index-url

.DEFAULT_GOAL := help
.PHONY: help run test bench lint format translations lock

help: ## explain these targets
	@awk -F':.*## ' '/^[a-z]+:.*## /{printf "make %-13s %s\n", $$1, $$2}' Makefile

run: ## set up and serve on http://127.0.0.1:8000
	@python3 manage.py run

test: ## run every test; ARGS="-k salon" for some of them
	@python3 manage.py test $(ARGS)

bench: ## measure; ARGS="--scale 0.1" for a tenth of the data
	@python3 manage.py bench $(ARGS)

lint: ## look for faults in code and templates, change nothing
	@python3 manage.py test tests/architecture -n 0

format: ## put code into its one form
	@$(TOOL) ruff check --fix-only --quiet .
	@$(TOOL) ruff format .

translations: ## bring each domain's translations/en.po up to date with its texts
	@$(TOOL) tests.support.translations

lock: ## resolve the .in files anew (needs uv)
	@$(LOCK) requirements.in --output-file requirements.txt
	@$(LOCK) requirements-dev.in --output-file requirements-dev.txt
