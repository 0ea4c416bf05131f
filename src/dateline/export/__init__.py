"""The record for other programs: JSON Lines as the contract says, tables, maps."""
