# What a person types here. `make` alone lists it.

PREFIX ?= /usr/local
# For `make campaign` and `make fuzz`.
REGIMES ?= 2000
SEED ?= 1
SECONDS ?= 60
BUILD := .build
POLICY := $(BUILD)/demo/policy
# The Swift runtime goes into the command, which then starts about twice as fast and runs anywhere.
# Generic types are made from what the compiler knows of them; by name, the runtime would search all
# conformances of the program for each. The command exports no symbols, for nothing is loaded that
# could use them, and has a fixed address: else 60 000 pointers are written into 200 of its pages
# before it begins, which takes a tenth of the time of a short answer. The arithmetic of signatures
# asserts its own bounds unless it is told not to, as it is wherever else it is released: without,
# a check takes three fifths as long. The library of C++ goes into the command as well: to load it
# takes half a millisecond of every start. A linker takes the first of a name that it finds, so one
# folder holds the archive and nothing else. Libraries are not looked for beside the command, where
# there are none: the loader would ask forty times.
STATIC := $(BUILD)/static
RELEASE := -c release --product tenure --static-swift-stdlib -Xcxx -DNDEBUG \
  -Xswiftc -Xfrontend -Xswiftc -disable-concrete-type-metadata-mangled-name-accessors \
  -Xlinker --no-export-dynamic -Xlinker -no-pie -Xswiftc -L$(CURDIR)/$(STATIC) \
  --disable-local-rpath
SWIFT_FILES := Package.swift Sources Plugins Tests Examples
export PATH := $(CURDIR)/$(BUILD)/release:$(PATH)

.DEFAULT_GOAL := help
.PHONY: help setup build demo test lint format docs examples readme bench bench-sql bench-peers \
  campaign fuzz coverage sanitize instructions install clean

help: ## List these commands
	@sed -n 's/^\([a-z-]*\):.*## /  make \1	/p' Makefile | expand -t 20

setup: ## Install what is missing to build (libgit2, SQLite); says nothing when nothing is
	@.ci/setup

build: setup ## Build the command line `tenure` for use
	@mkdir -p $(STATIC)
	@ln -sf "$$(clang -print-file-name=libstdc++.a || echo none)" $(STATIC)/libstdc++.a
	@swift build $(RELEASE) --quiet

demo: build ## Replay the example law into git and print what its amendment of 2024 changed
	@Examples/build-history.sh $(POLICY)
	@.ci/demo $(POLICY)

test: setup ## Set up and run all tests
	@swift test

lint: setup ## Check the formatting of all Swift files
	@swift format lint --strict --parallel --recursive $(SWIFT_FILES)

format: setup ## Format all Swift files in place
	@swift format --in-place --parallel --recursive $(SWIFT_FILES)

docs: setup ## Build handbook and library documentation into .build/documentation
	@swift build --quiet
	@.ci/docs $(BUILD)/documentation

examples: build ## Check the example policy repository; build and run the example packages
	@Examples/build-history.sh $(POLICY)
	@.ci/examples $(POLICY)

readme: build ## Renew the answers that README.md shows
	@Examples/build-history.sh $(POLICY)
	@.ci/readme $(POLICY) >$(BUILD)/README.md
	@cp $(BUILD)/README.md README.md

bench: build ## Measure speed against the targets, then beside other programs
	@Examples/build-history.sh $(BUILD)/bench/example
	@[ -d $(BUILD)/bench/synthetic ] || sh Tests/Benchmarks/make-history.sh $(BUILD)/bench/synthetic
	@[ -d $(BUILD)/bench/long ] || sh Tests/Benchmarks/make-history.sh $(BUILD)/bench/long 100000 0 200
	@for name in synthetic long; do git -C $(BUILD)/bench/$$name commit-graph write --reachable; done
	@swift run -c release --quiet --package-path Tests/Benchmarks benchmarks \
	  $(BUILD)/release/tenure $(BUILD)/bench/example $(BUILD)/bench/synthetic $(BUILD)/bench/long
	@swift run -c release --quiet --package-path Tests/Benchmarks DocumentsBenchmark
	@swift run -c release --quiet --package-path Tests/Benchmarks MeasuresBenchmark
	@swift run -c release --quiet --package-path Tests/Benchmarks PowersBenchmark
	@swift run -c release --quiet --package-path Tests/Benchmarks BatchBenchmark \
	  $(BUILD)/bench/example
	@[ -d $(BUILD)/bench/approved ] || \
	  Tests/Benchmarks/make-approved-history.sh $(BUILD)/bench/approved
	@Tests/Benchmarks/verify-history.sh $(BUILD)/bench/approved
	@$(MAKE) --no-print-directory bench-peers

bench-sql: build ## Rule ten million rows natively, on DuckDB and on Spark, and compare (pip, Java)
	@Examples/build-history.sh $(BUILD)/bench/example
	@[ -d $(BUILD)/bench/venv ] || python3 -m venv $(BUILD)/bench/venv
	@$(BUILD)/bench/venv/bin/pip --quiet install duckdb pyspark
	@$(BUILD)/bench/venv/bin/python Tests/Benchmarks/populations.py $(BUILD)/release/tenure \
	  $(BUILD)/bench/example $(BUILD)/bench/populations

bench-peers: build ## Measure beside other programs, for the handbook (needs pip)
	@[ -d $(BUILD)/bench/peers-venv ] || python3 -m venv $(BUILD)/bench/peers-venv
	@$(BUILD)/bench/peers-venv/bin/pip --quiet install cedarpy celine-regorus duckdb z3-solver dd
	@[ -d $(BUILD)/bench/synthetic ] || sh Tests/Benchmarks/make-history.sh $(BUILD)/bench/synthetic
	@[ -d $(BUILD)/bench/approved ] || \
	  Tests/Benchmarks/make-approved-history.sh $(BUILD)/bench/approved
	@swift run -c release --quiet --package-path Tests/Benchmarks PeersBenchmark \
	  $(BUILD)/bench/peers
	@$(BUILD)/bench/peers-venv/bin/python Tests/Benchmarks/peers/main.py $(BUILD)/release/tenure \
	  $(BUILD)/bench/peers $(BUILD)/bench/synthetic $(BUILD)/bench/approved \
	  Docs/TenureHandbook.docc/Peers.md Docs/TenureHandbook.docc/Resources/peers.svg

campaign: setup ## Ask every path what the reference interpreter says, on random regimes
	@.ci/campaign --regimes $(REGIMES) --seed $(SEED)

fuzz: setup ## Feed every parser with what breaks it, a minute each (SECONDS=60)
	@.ci/fuzz $(SECONDS)

coverage: setup ## Count the lines that the tests run; fails below 95 % of model, engine, measures
	@.ci/coverage

sanitize: setup ## Run the tests of the pure modules and of populations under two sanitizers
	@.ci/sanitize

instructions: setup ## Count the instructions of a dozen kernels, and compare (needs valgrind)
	@.ci/instructions

install: build ## Install `tenure` into PREFIX/bin (PREFIX is /usr/local unless given)
	@install -d '$(DESTDIR)$(PREFIX)/bin'
	@install -m 755 $(BUILD)/release/tenure '$(DESTDIR)$(PREFIX)/bin/tenure'

clean: ## Remove everything that was built
	@swift package clean
	@rm -rf $(BUILD)/demo $(BUILD)/docs $(BUILD)/documentation $(BUILD)/examples $(BUILD)/bench \
	  $(BUILD)/campaign $(BUILD)/fuzz $(BUILD)/coverage $(BUILD)/sanitize-*
