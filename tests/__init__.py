"""The tests: unit, contracts, integration, end-to-end, house rules."""
