# DER Server: `make run` shows a live session, `make test` proves it.
.DEFAULT_GOAL := help
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.ready
CAMERA := build/camera

help: ## list the targets
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-8s %s\n", $$1, $$2}'

setup: $(STAMP) ## make .venv with everything (again only when pyproject.toml or the lock changed)

$(STAMP): pyproject.toml requirements.lock tests/camera.lock
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --disable-pip-version-check --constraint requirements.lock -e '.[dev]'
	$(BIN)/python -m pip install --disable-pip-version-check --no-deps --requirement tests/camera.lock
	touch $(STAMP)

run: setup ## start the server and play a mock headset's one-minute performance through it
	$(if $(wildcard $(CAMERA)),DER_MONITOR_CAMERA=$(CAMERA) )$(BIN)/der demo

serve: setup ## start the server
	$(BIN)/der serve

test: setup ## lint, types, rooms, protocol and all tests
	$(MAKE) --no-print-directory lint types rooms
	$(BIN)/python -m pytest

clients: setup ## build the clients in other languages and run their tests against a real server
	$(BIN)/python tests/dotnet_kit.py
	$(BIN)/python -m pytest tests/clients -m clients

monitor: setup ## build the monitor page into the package (needs Node 18 or newer)
	cd client_examples/web && npm ci --no-audit --no-fund && PATH="$(CURDIR)/$(BIN):$$PATH" npm run build

camera: setup ## fill build/camera, so that the monitor may use its visitor's camera (needs Node 18 or newer)
	cd client_examples/web && npm ci --no-audit --no-fund
	$(BIN)/python client_examples/web/camera_files.py $(CAMERA)

proto: setup ## regenerate der_server/v1 from protos/
	PATH="$(CURDIR)/$(BIN):$$PATH" $(BIN)/python -m grpc_tools.protoc -Iprotos --python_out=. --grpc_python_out=. --mypy_out=. --mypy_grpc_out=. protos/der_server/v1/*.proto

lint: setup ## ruff and buf
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	cd protos && ../$(BIN)/buf lint

fmt: setup ## format
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

types: setup ## mypy --strict
	$(BIN)/mypy

rooms: setup ## import-linter: rooms open only inward
	$(BIN)/lint-imports

train: setup ## train every expert on ../shared/data (or DER_DATA)
	$(BIN)/der train

eval: setup ## score the shipped experts
	$(BIN)/der evaluate

bench: setup ## measure the server, and other ways to serve the same models
	$(BIN)/python -m pip install --disable-pip-version-check --constraint requirements.lock -e '.[bench]'
	$(BIN)/der bench --plots build/bench
	$(BIN)/der network
	$(BIN)/der domains steadiness
	$(BIN)/python -m pytest -m bench tests/bench

.PHONY: help setup run serve test clients monitor camera proto lint fmt types rooms train eval bench
