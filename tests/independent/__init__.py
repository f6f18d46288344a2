"""The figures computed a second time, from the definitions of docs/contract.md alone."""
