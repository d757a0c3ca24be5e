# The two commands that matter: `make site` and `make test`. Both install what is missing first.

release := .build/release/assay
debug := .build/debug/assay
PORT ?= 8080
EDITS ?= 400
FUZZ ?= 600

.PHONY: help site manual test check acceptance preview fuzz sanitize bench bench-preview format install-build \
	install-test clean

help:
	@echo "make site     build the tool and, with it, the site from Content into Output"
	@echo "make test     run all tests: the modules' own, then the site in real clients"
	@echo "make manual   build the manual, a site of its own, into Documentation/Output"
	@echo "make preview  serve the site on http://localhost:$(PORT)/, up to date with every save (PORT=...)"
	@echo "make check    format, warnings, layering: what a change must hold before review"
	@echo "make bench    try $(EDITS) random edits, time builds against Hugo and charts against Vega-Lite"
	@echo "make bench-preview  time the preview against Hugo's server, in a browser too (BENCH=...)"
	@echo "make fuzz     try torn inputs of all kinds and damaged state, each for $(FUZZ) seconds"
	@echo "make sanitize run the modules' tests with the address and the thread sanitizer"
	@echo "make format   format the Swift sources"
	@echo "make clean    remove what the builds and the tests made"

site: $(release)
	@$(release) build
	@echo "The site is in $(CURDIR)/Output"

# `make manual ASSAY=.build/debug/assay` takes a tool that is there already, as the tests do.
manual: $(if $(ASSAY),,$(release))
	@"$${ASSAY:-$(release)}" build --strict --root Documentation
	@echo "The manual is in $(CURDIR)/Documentation/Output"

preview: $(release)
	@$(release) preview --port $(PORT)

# The long property test comes first: a fast build that is not the clean build is worth nothing.
bench: $(release)
	ASSAY_EDITS=$(EDITS) swift test --disable-xctest --filter RandomEditTests
	@python3 Scripts/bench.py $(release) $(BENCH)
	@python3 Tests/Benchmarks/charts.py $(release)
	@python3 Tests/Benchmarks/cells.py $(release)

bench-preview: $(release) install-test
	@.venv/bin/python Tests/Benchmarks/preview.py $(release) $(BENCH)

# One build serves both runners: the debug tool is the same sources with more checks on, and it
# builds this site in seconds, where a second, optimised build would cost minutes.
test: install-test
	swift build --build-tests
	swift test --skip-build --disable-xctest
	@$(MAKE) --no-print-directory acceptance

# In two processes, the tests of a file in one: they share what they built.
acceptance: install-test
	ASSAY="$${ASSAY:-$(debug)}" .venv/bin/python -m pytest -n 2 --dist loadfile Tests/Acceptance

check: install-build
	swift format lint --strict --parallel --recursive Sources Tests Package.swift
	swift build --build-tests
	swift test --skip-build --disable-xctest --filter LayeringTests

fuzz: install-build
	ASSAY_FUZZ_SECONDS=$(FUZZ) swift test --disable-xctest --filter 'FuzzTests|DamageTests'

# Swift keeps marks in the spare bits of its pointers, so that the search for leaks finds what is none.
sanitize: install-build
	ASSAY_SANITIZED=1 ASAN_OPTIONS=detect_leaks=0 swift test --disable-xctest --sanitize address --scratch-path .build-address
	ASSAY_SANITIZED=1 swift test --disable-xctest --sanitize thread --scratch-path .build-thread

format:
	swift format --in-place --parallel --recursive Sources Tests Package.swift

# Always asked; SwiftPM knows whether there is anything to do. On Linux Swift's own libraries go into
# the program: it starts in half the time, and needs no Swift where it runs. It stands at fixed
# addresses: moving its 98,000 pointers would take a quarter of what is left.
static := $(if $(filter Linux,$(shell uname -s)),--static-swift-stdlib -Xlinker -no-pie)
$(release): install-build
	swift build --configuration release --product assay $(static)

install-build:
	@Scripts/install-build.sh

install-test:
	@Scripts/install-test.sh

clean:
	rm -rf .build .build-address .build-thread .venv .venv-bench .venv-bench-charts .assay
	find Output -mindepth 1 ! -name .gitkeep -delete
	rm -rf Documentation/Output
