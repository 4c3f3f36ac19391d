"""Central's ways in over HTTP, by what they are about."""
