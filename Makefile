# What a person types; `make help` lists it. Each target installs what it needs and says so.

SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
.PHONY: help run test test-browser lint bench format-check build-tests build-release

# All checks build with these flags, so that nothing is built twice. The dependency check makes an
# import of a module that Package.swift does not name an error; it prints "Build complete!" even
# then, and only the exit code tells.
CHECKED := --build-tests --explicit-target-dependency-import-check error
# Many tests start servers and watch the time: all at once would make each of them late.
TESTS_AT_ONCE := 4
RELEASE := --configuration release --product griddispatch

help: ## List these targets.
	@sed -nE 's/^([a-z-]+):[^#]*## (.*)/  make \1|\2/p' $(firstword $(MAKEFILE_LIST)) \
		| awk -F'|' '{ printf "%-20s %s\n", $$1, $$2 }'

run: build-release ## Build and start the demo: a county on a SQLite file, and its pages.
	@echo '== starting griddispatch demo'
	@exec "$$(swift build $(RELEASE) --show-bin-path)/griddispatch" demo $(ARGUMENTS)

test: build-tests ## Build and run all tests but those in a browser.
	@echo '== running the tests'
	@swift test --skip-build --experimental-maximum-parallelization-width $(TESTS_AT_ONCE)

test-browser: PREREQUISITES := browser
test-browser: build-release ## Run the tests that drive the pages of a demo in Chromium.
	@echo '== running the tests in a browser'
	@.ci/browser-tests "$$(swift build $(RELEASE) --show-bin-path)/griddispatch" $(ARGUMENTS)

lint: format-check build-tests ## Check the style of all Swift code and the dependency arrows.
	@echo '== lint passed'

bench: build-release ## Measure ours and its peers in turn and print the ratios.
	@echo '== measuring'
	@Benchmarks/run $(ARGUMENTS)

format-check:
	@echo '== checking the style'
	@swift format lint --strict --parallel --recursive Package.swift Sources Tests
	@if command -v python3 >/dev/null; then python3 Tests/Browser/check_pages.py; \
		else echo 'the words of the pages: skipped, there is no python3'; fi

build-tests:
	@echo '== building with the dependency check'
	@.ci/prerequisites $(PREREQUISITES)
	@swift build $(CHECKED)

build-release:
	@echo '== building for release'
	@.ci/prerequisites $(PREREQUISITES)
	@swift build $(RELEASE)
