"""The demo desk: synthetic papers, a virtual scanner, a soft token, a central of its own."""
