"""``python -m poa``."""

from poa.cli import main

main()
