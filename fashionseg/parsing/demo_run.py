"""The trained network that comes with the package."""

import pathlib

import fashionseg

# A run as `train` leaves it: best.safetensors and result.json; docs/demo_model.md.
DEMO_RUN = pathlib.Path(fashionseg.__file__).parent / 'demo'
