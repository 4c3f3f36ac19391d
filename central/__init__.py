"""The reference central system: intake, register blocks, receipts, look-up page."""
