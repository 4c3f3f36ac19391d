"""Killed at any durable step of the main job and started again, it ends as if nothing had been."""

import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest
