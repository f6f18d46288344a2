# Нужны только make и Python 3.11 или новее: всё остальное ставится в папку .venv рядом.
# Другой Python: make demo PYTHON=python3.12

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
RUN := $(BIN)/python -m
PACKAGE := $(VENV)/.package
REGION := $(VENV)/.region
TOOLS := $(VENV)/.tools

export PIP_DISABLE_PIP_VERSION_CHECK := 1
export PIP_QUIET := 1

tell = @sed -n 's/^$@:.*\#\# //p' $(firstword $(MAKEFILE_LIST))

# A stamp says what is installed; without its Python (moved, upgraded) it says nothing.
$(shell test -x $(BIN)/python || rm -f $(PACKAGE) $(REGION) $(TOOLS))

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help demo demo-region test lint bench bench-region mutants templates picture clean

help: ## Показывает, что здесь можно запустить.
	@echo "make КОМАНДА, где КОМАНДА:"
	@sed -n 's/^\([a-z-]*\):.*\#\# /  \1	/p' $(firstword $(MAKEFILE_LIST)) | expand -t 16

demo: $(PACKAGE) ## Ставит программу в .venv и готовит показательную папку demo/ со сводкой.
	$(tell)
	@$(RUN) sheets_sync demo demo/
	@echo "Команда sheets-sync лежит в $(BIN)/: например, $(BIN)/sheets-sync check demo"

MANY ?= 44
demo-region: $(REGION) ## Готовит показательный регион demo-region/ и его сводку (районов: MANY=44).
	$(tell)
	@test -e demo-region/region.toml || $(RUN) sheets_sync.samples.demo.region demo-region $(MANY)
	@$(RUN) sheets_sync region demo-region
	@echo "Откройте «demo-region/Сводка региона.xlsx». Откуда число:" \
	"$(BIN)/sheets-sync region explain demo-region 'Явка!B9'"

test: $(TOOLS) ## Запускает быстрые тесты (медленные — в .ci/run).
	$(tell)
	@$(RUN) pytest -n 2 --dist worksteal

lint: $(TOOLS) ## Проверяет код: ruff, форматирование, типы.
	$(tell)
	@$(RUN) ruff check .
	@$(RUN) ruff format --check .
	@$(RUN) mypy

bench: $(TOOLS) ## Измеряет скорость на больших таблицах.
	$(tell)
	@$(RUN) bench

SIZE ?= 2500
bench-region: $(TOOLS) ## Измеряет сводку региона на одном процессе и на двух (муниципалитетов: SIZE=2500).
	$(tell)
	@$(RUN) bench.region --size $(SIZE)

MINUTES ?= 60
SPOILT := build/mutants
COUNTED := import sqlite3; print('Проверено %d, тесты не заметили %d' % sqlite3.connect('session')\
.execute('select count(*), total(test_outcome = \"SURVIVED\") from work_results where worker_outcome <> \"SKIPPED\"').fetchone())
mutants: $(TOOLS) ## Портит правила в копии по одной мелочи, наугад, и показывает, чего тесты не заметили (минут: MINUTES=60).
	$(tell)
	@$(RUN) pip install -e '.[mutants]'
	@rm -rf $(SPOILT) && mkdir -p $(SPOILT)
	@git ls-files -z | xargs -0 cp --parents -t $(SPOILT)
	@cd $(SPOILT) && PATH="$(CURDIR)/$(BIN):$$PATH" && cosmic-ray init tests/mutants.toml session \
	&& cr-filter-operators session tests/mutants.toml \
	&& { timeout $(MINUTES)m cosmic-ray exec tests/mutants.toml session || test $$? -eq 124; } \
	&& cr-report --surviving-only --show-diff session && python -c "$(COUNTED)"

templates: $(PACKAGE) ## Делает заново шаблоны таблиц и перечень столбцов в docs/для-сотрудников.md.
	$(tell)
	@$(RUN) sheets_sync.samples.templates templates
	@$(RUN) sheets_sync.samples.templates.staff_guide docs/для-сотрудников.md
	@$(RUN) sheets_sync.figures.measures.figures_page docs/показатели.md
	@$(RUN) sheets_sync.documents.forms templates
	@$(RUN) sheets_sync.documents.tag_page docs/документы.md

picture: $(PACKAGE) ## Рисует docs/сводка.png и docs/протокол.png (нужны LibreOffice и poppler-utils).
	$(tell)
	@sh docs/picture.sh $(BIN)/python docs/сводка.png docs/протокол.png

clean: ## Удаляет .venv и всё, что оставили сборка и тесты (папки demo/ и demo-region/ остаются).
	$(tell)
	@rm -rf $(VENV) build dist *.egg-info .pytest_cache .mypy_cache .ruff_cache .hypothesis
	@find sheets_sync tests bench -name __pycache__ -type d -prune -exec rm -rf {} +

$(PACKAGE): pyproject.toml
	@$(MAKE) --no-print-directory -s venv
	@echo "Ставлю программу и её библиотеки в $(VENV)/ (первый раз — минута-две)…"
	@$(RUN) pip install -e .
	@touch $@

$(REGION): pyproject.toml
	@$(MAKE) --no-print-directory -s venv
	@echo "Ставлю программу с библиотеками для региона в $(VENV)/ (первый раз — минута-две)…"
	@$(RUN) pip install -e '.[region]'
	@touch $@ $(PACKAGE)

$(TOOLS): pyproject.toml
	@$(MAKE) --no-print-directory -s venv
	@echo "Ставлю программу, её библиотеки и средства разработки в $(VENV)/…"
	@$(RUN) pip install -e '.[dev]'
	@touch $@ $(PACKAGE) $(REGION)

.PHONY: venv
venv:
	@command -v $(PYTHON) >/dev/null || { echo \
	"Не нашёлся $(PYTHON). Установите Python 3.11 или новее: https://www.python.org/downloads/" \
	>&2; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo \
	"Нужен Python 3.11 или новее, а $(PYTHON) — это $$($(PYTHON) -V 2>&1)." \
	"Укажите другой: make demo PYTHON=python3.12" >&2; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv --clear $(VENV) || { rm -rf $(VENV); echo \
	"Не удалось создать $(VENV). В Debian и Ubuntu не хватает пакета python3-venv:" \
	"sudo apt install python3-venv" >&2; exit 1; }
