"""`python -m tawthiq`."""

from tawthiq.cli import run

run()
