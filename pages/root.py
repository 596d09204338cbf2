"""The root of the project."""

import pathlib

ROOT = pathlib.Path(__file__).resolve().parent.parent
