"""What must survive: records, page files, register, outbox, and the way to central."""
