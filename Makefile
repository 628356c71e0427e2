# One command each; `make help` lists them. Every target sets up what it needs.

SHELL := /bin/bash
CARGO ?= cargo
SHARED ?= ../shared
ARTICLES ?= 10000
EVAL = $(CARGO) run --quiet --release -p backfile-eval --

.DEFAULT_GOAL := help
.PHONY: help run test bench eval word-classes train-ner train-quotes fmt lint types screenshots package setup-build setup-run setup-test ui

help: ## Lists the commands
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /\1\t/' | expand -t 16

run: setup-run ui ## Builds the window and opens it on the sample articles (or on PATHS="…")
	$(CARGO) build --bin backfile
	@scripts/run.sh $(PATHS)

test: setup-test ## Sets up, builds and runs every check and test
	scripts/test.sh

lint: setup-build ui ## Formatting, clippy and svelte-check, warnings denied
	scripts/lint.sh

fmt: setup-build ## Formats the Rust code
	$(CARGO) fmt --all

types: setup-build ## Writes the interface's types from the Rust ones
	BACKFILE_WRITE_TYPES=1 $(CARGO) test -p backfile-view typescript

bench: setup-build ## Extraction by step; import and search beside SQLite FTS5 and raw tantivy, as ratios (ARTICLES=100000 for a larger archive)
	$(EVAL) speed --data $(SHARED)/quotes
	$(EVAL) bench --shared $(SHARED) --articles $(ARTICLES)

eval: setup-build ## How well names, quotations and passages are found, measured on ../shared
	@if [ ! -d "$(SHARED)" ]; then echo "SKIPPED: there is no $(SHARED); only passages are measured."; else \
		$(EVAL) ner --shared $(SHARED) && $(EVAL) quotes --data $(SHARED)/quotes && \
		$(EVAL) identity --data $(SHARED)/quotes && $(EVAL) namesakes --corpora $(SHARED)/corpora; fi
	$(EVAL) anchors

word-classes: setup-build ## Makes the table of word classes anew (fetches 120 MB of open data)
	EVAL="$(EVAL)" scripts/word-classes.sh

train-ner: setup-build ## Trains the model that finds names
	$(EVAL) train-ner --data $(SHARED)/ner

train-quotes: setup-build ## Trains the model that finds quotations
	$(EVAL) train-quotes --data $(SHARED)/quotes

screenshots: setup-test ui ## Takes the README's pictures of all views in the real window
	$(CARGO) build --bin backfile --bin backfile-cli
	node tests/window/screenshots.mjs

package: setup-build ## Builds target/release/bundle/deb/*.deb
	ui/node_modules/.bin/tauri build --bundles deb --ci

setup-build setup-run setup-test:
	@scripts/setup.sh $(@:setup-%=%)

# The interface as the window embeds it; built again only when a source is newer.
ui: ui/dist/index.html

ui/dist/index.html: $(shell find ui/src ui/index.html ui/vite.config.ts ui/package-lock.json -type f 2>/dev/null)
	npm --prefix ui run --silent build
