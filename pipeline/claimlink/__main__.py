"""``python -m claimlink``: the same as the command ``claimlink``."""

from claimlink.cli import main

if __name__ == "__main__":
    main()
