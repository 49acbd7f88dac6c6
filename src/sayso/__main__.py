"""`python -m sayso` is the `sayso` program."""

from sayso.cli import entry

if __name__ == "__main__":
    entry()
