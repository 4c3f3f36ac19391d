"""The window: pages, presenters, and the one place where threads meet Qt."""
