"""`python -m der_server.cli` is `der`."""

from der_server.cli import main

if __name__ == "__main__":
    main()
