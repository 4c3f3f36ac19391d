"""What the clerk reads for each error code, by what was being done."""
