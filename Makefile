# Deux commandes suffisent : « make run » démarre le tableau de bord, « make test » installe ce que demandent les tests et les passe.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: run test faults data data-reference open-data bench check clean

# L'environnement est refait quand les dépendances changent.
$(VENV)/.run: requirements.txt
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --disable-pip-version-check -r requirements.txt
	@touch $@

$(VENV)/.dev: requirements-dev.txt requirements.txt
	@test -x $(BIN)/pip || $(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	@touch $@ $(VENV)/.run

run: $(VENV)/.run
	$(BIN)/streamlit run app.py

data: $(VENV)/.dev
	$(BIN)/python -m data.build

data-reference: $(VENV)/.dev
	$(BIN)/python -m data.build.reference

# Télécharge les fichiers publiés et demande avant de les garder ; jamais nécessaire au tableau de bord.
open-data: $(VENV)/.run
	$(BIN)/python -m data.connectors.fetch

check: $(VENV)/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/pyright
	$(BIN)/lint-imports

test: check
	PYTHON=$(BIN)/python sh .ci/browser
	sh .ci/postgres
	@# Ce qui échoue à côté d'autres tests est repassé une fois, seul sur la machine ; un second échec arrête tout.
	$(BIN)/python -m pytest -n auto --maxprocesses 4 --dist loadfile || \
	$(BIN)/python -m pytest --last-failed --last-failed-no-failures none

bench: $(VENV)/.dev
	PYTHON=$(BIN)/python sh .ci/browser
	$(BIN)/python -m pytest tests/performance -m performance -s

# Les pannes en entier : 50 écritures simultanées, 30 arrêts brutaux, 120 coupures de courant. « make test » en passe une forme courte.
faults: $(VENV)/.dev
	sh .ci/postgres
	$(BIN)/python -m pytest tests/faults -m "faults or not faults"

clean:
	rm -rf $(VENV) .pytest_cache .ruff_cache
