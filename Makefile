# What a person types; each target says what it needs and prepares it.

SEEDS ?= 200
RUNS ?= 5000
SOAK_SEEDS ?= 5000
SOAK_ROUNDS ?= 20
PREFIX ?= /usr/local
DESTDIR ?=
SWIFT ?= swift
STRIP ?= strip
QUICK ?=

.DEFAULT_GOAL := build
.PHONY: deps build demo test check-docs lint interop servers simulate lost-answers bench soak docs install help

help: ## Says what there is to make
	@sed -n 's/^\([a-z-]*\):.*## /\1\t/p' Makefile | expand -t 14

deps: ## Installs the libraries that are missing
	@scripts/deps

build: deps ## Builds fieldsync, and none of the server's libraries
	$(SWIFT) build --product fieldsync

demo: deps ## Tells the main story with the real programs
	$(SWIFT) build --product fieldsync
	$(SWIFT) build --product depot
	scripts/demo

test: deps ## Unit tests, the examples of the documentation, the demo
	$(SWIFT) build --build-tests
	$(SWIFT) build --product fieldsync
	$(SWIFT) build --product depot
	# Apart, because they measure deadlines and keep connections warm, which busy neighbours upset.
	$(SWIFT) test --filter '^(RemoteAPI|DepotServer)Tests'
	$(SWIFT) test --skip '^(RemoteAPI|DepotServer)Tests'
	$(MAKE) check-docs
	$(MAKE) demo

check-docs: deps ## Runs the examples of the documentation and follows its links
	$(SWIFT) build --product fieldsync
	$(SWIFT) build --product depot
	scripts/check-docs --self-test
	scripts/check-docs

lint: ## Formatter, and what it cannot check
	$(SWIFT) format lint --strict --parallel --recursive Sources Tests Benchmarks Package.swift
	scripts/check-house --self-test
	scripts/check-house
	scripts/catalog-page --self-test
	scripts/catalog-page --check

interop: build ## The built fieldsync, and the built depot, against the real Flask-Restless
	$(SWIFT) build --product depot
	scripts/interop

servers: build ## The built programs behind nginx, proxies and bad servers, and on PostgreSQL
	$(SWIFT) build --product depot
	scripts/servers

lost-answers: deps ## RUNS runs whose answers are lost, late or mixed up: nothing doubled, nothing lost
	$(SWIFT) build --product simulate
	"$$($(SWIFT) build --product simulate --show-bin-path)/simulate" --lost-answers $(RUNS)

simulate: deps ## Two agents and a server on a virtual clock, SEEDS stories
	$(SWIFT) build --product simulate
	"$$($(SWIFT) build --product simulate --show-bin-path)/simulate" --seeds $(SEEDS)

bench: deps ## Every figure of docs/benchmarks.md, about an hour; QUICK=1: small sizes, minutes
	scripts/deps bench
	$(SWIFT) build --configuration release --product fieldsync
	$(SWIFT) build --configuration release --product depot
	Benchmarks/all $(if $(QUICK),--quick)

soak: build ## Whatever is longer than a check before a merge may take
	$(SWIFT) build --product simulate
	$(SWIFT) build --product depot
	# In batches: what laptops that died were waiting for stays in memory until the process ends.
	for first in $$(seq 1 200 $(SOAK_SEEDS)); do \
	  "$$($(SWIFT) build --product simulate --show-bin-path)/simulate" --first $$first --seeds 200 \
	    || exit 1; done
	scripts/agent-soak
	for round in $$(seq $(SOAK_ROUNDS)); do echo "Round $$round"; scripts/interop || exit 1; done

docs: deps ## The documentation of the modules, in .build/docs
	scripts/docs

install: deps ## A stripped release build with the Swift libraries inside, under PREFIX
	$(SWIFT) build --configuration release --static-swift-stdlib --product fieldsync
	install -d "$(DESTDIR)$(PREFIX)/bin"
	install -m 755 "$$($(SWIFT) build --configuration release --static-swift-stdlib --show-bin-path)/fieldsync" "$(DESTDIR)$(PREFIX)/bin/fieldsync"
	$(STRIP) "$(DESTDIR)$(PREFIX)/bin/fieldsync"
