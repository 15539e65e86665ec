# make run: start the dashboard.  make serve: start it for many.  make test: check everything.  Both set up what they need on first use.
PYTHON ?= $(shell for python in python3 python3.14 python3.13 python3.12 python3.11 python; do \
	$$python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$python && break; done)
BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check install --quiet --constraint constraints.txt

.PHONY: run serve test test-office test-deploy test-browsers bench check format dictionary messages screenshots sample requirements clean

run: .venv/ready
	@$(BIN)/python -m mri_ui.web.settings
	$(BIN)/streamlit run dashboard.py

serve: .venv/ready
	$(BIN)/python -m mri_ui.web.serve

test: .venv/ready-to-test
	$(BIN)/python tools/chromium.py
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy --num-workers 2
	$(BIN)/lint-imports
	$(BIN)/mri-data check
	$(BIN)/python -m pytest --numprocesses 2 --dist loadfile

test-office: .venv/ready-to-test
	$(PIP) --editable ".[test,office,fonts]"
	$(BIN)/python tools/office.py
	$(BIN)/python tools/vnu.py
	$(BIN)/python tools/chromium.py
	$(BIN)/python -m pytest tests/office
	$(BIN)/python -m pytest -m hypothesis --hypothesis-profile thorough --numprocesses 2

bench: .venv/ready-to-test
	$(BIN)/python tools/chromium.py
	$(BIN)/python -m bench.run $(ARGS)

test-deploy: .venv/ready-to-test
	$(BIN)/python tools/chromium.py
	$(BIN)/python tools/nginx.py
	$(BIN)/python -m pytest tests/deploy

test-browsers: .venv/ready-to-test
	$(BIN)/python tools/browsers.py
	xvfb-run --auto-servernum --server-args="-screen 0 1600x1200x24" $(BIN)/python -m pytest tests/browsers -o faulthandler_timeout=240 -o faulthandler_exit_on_timeout=true

check: .venv/ready
	$(BIN)/mri-data check

format: .venv/ready-to-test
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

messages: .venv/ready-to-test
	$(BIN)/python tools/messages.py

dictionary: .venv/ready
	$(BIN)/mri-data dictionary

screenshots: .venv/ready-to-test
	$(BIN)/python tools/chromium.py
	$(BIN)/python tools/screenshots.py

sample: .venv/ready
	$(BIN)/python tools/sample.py

requirements: .venv/ready
	$(BIN)/python tools/requirements.py

.venv/ready: pyproject.toml constraints.txt
	@test -n "$(PYTHON)" || { echo "Python 3.11 or newer is needed, and none was found."; exit 1; }
	$(PYTHON) -m venv .venv
	$(PIP) --editable .
	touch $@

.venv/ready-to-test: .venv/ready
	$(PIP) --editable ".[test]"
	touch $@

clean:
	rm -rf .venv
