"""Tests of the window itself, on a display without a screen."""
