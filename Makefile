# `make` alone lists what there is. Every target does its own set-up.

PYTHON ?= python3
NUMPY ?= 2

VENV := $(if $(filter 1,$(NUMPY)),.venv-numpy1,.venv)
RUN := $(VENV)/bin/python

# An option is passed on only when its variable is set.
DATA_OPTIONS = \
	$(if $(DATASET),--dataset "$(DATASET)") \
	$(if $(CCP_ROOT),--ccp-root "$(CCP_ROOT)") \
	$(if $(MODANET_JSON),--modanet-json "$(MODANET_JSON)") \
	$(if $(MODANET_PHOTOS),--modanet-photos "$(MODANET_PHOTOS)") \
	$(if $(PROFILE),--profile "$(PROFILE)") \
	$(if $(OUT),--out "$(OUT)")
REPRODUCE_OPTIONS = $(DATA_OPTIONS) \
	$(if $(SEEDS),--seeds "$(SEEDS)") \
	$(if $(JOBS),--jobs "$(JOBS)") \
	$(if $(DEVICES),--devices "$(DEVICES)") \
	$(if $(PARALLEL),--parallel "$(PARALLEL)")

.PHONY: help setup test reproduce report tables bench gpu-check clean

help:
	@echo 'make reproduce   train what has no result yet, then write tables, figures, report'
	@echo '                 DATASET=generated|ccp|modanet  PROFILE=quick|small|medium|paper  SEEDS=3'
	@echo '                 CCP_ROOT=folder  MODANET_JSON=file  MODANET_PHOTOS=folder'
	@echo '                 JOBS=processes  DEVICES=0,1,2  PARALLEL=devices|runs  OUT=folder'
	@echo 'make tables      write the tables anew from the results that are there'
	@echo 'make report      write one HTML file with all that is known of the runs'
	@echo '                 WATCH=seconds writes it again and again, while runs go on'
	@echo 'make bench       speed beside PyTorch, ONNX Runtime and Chainer as it is'
	@echo '                 THREADS=number  ROUNDS=number  OUT=folder  ARGS="--gpu"'
	@echo 'make gpu-check   tests, short trainings, losses and speed on the GPUs that are there'
	@echo '                 OUT=folder  ARGS="--quick"'
	@echo 'make test        run the tests; ARGS="tests/compat_tests -k nms" for some of them'
	@echo 'make setup       only the set-up that the others do by themselves'
	@echo 'make clean       remove what the set-up and Python made, results stay'
	@echo
	@echo 'PYTHON=python3.13 chooses the interpreter (3.10 to 3.13), NUMPY=1 tests NumPy 1.26'

setup:
	@command -v "$(PYTHON)" >/dev/null || { echo 'error: $(PYTHON) not found:' \
	  'install Python 3.10 to 3.13, or name yours with PYTHON=' >&2; exit 2; }
	@"$(PYTHON)" install/bootstrap.py --numpy "$(NUMPY)"

# One thread for each of the two test processes: more only fight for the cores.
test: setup
	@OMP_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1 $(RUN) -m pytest -n 2 $(ARGS)

reproduce: setup
	@$(RUN) -m fashionseg reproduce $(REPRODUCE_OPTIONS)

report: setup
	@$(RUN) -m fashionseg report $(DATA_OPTIONS) $(if $(WATCH),--watch "$(WATCH)")

tables: setup
	@$(RUN) -m fashionseg tables $(DATA_OPTIONS)

bench: setup
	@$(RUN) -m fashionseg bench $(if $(THREADS),--threads "$(THREADS)") \
	  $(if $(ROUNDS),--rounds "$(ROUNDS)") $(if $(OUT),--out "$(OUT)") $(ARGS)

gpu-check: setup
	@$(RUN) -m benchmarks.gpu_check $(if $(OUT),--out "$(OUT)") $(ARGS)

clean:
	rm -rf .venv .venv-numpy1 .venv.lock .venv-numpy1.lock build *.egg-info \
	  .pytest_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
