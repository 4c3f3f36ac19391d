"""A practice PKI on real parts: authority, soft token, time-stamp server; for demo and tests."""
