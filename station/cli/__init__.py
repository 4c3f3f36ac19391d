"""The command line: one module per group of commands, all of them doors to the use cases."""
