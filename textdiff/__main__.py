"""`python -m textdiff` is the command `textdiff`."""

from textdiff.cli import main

if __name__ == "__main__":
    main()
