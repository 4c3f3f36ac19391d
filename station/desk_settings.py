"""The settings of one desk, and the environment they ask for."""

import os
from pathlib import Path

from station.settings import Settings, read_settings
from station.training import is_training, training_settings


def read_desk_settings(home: Path) -> Settings:
    """Read the settings of the desk at `home` and set the variables device libraries want.

    Libraries read their variables when they are loaded, in this process and in the workers, so
    this comes before any device is touched.

    Raises:
        SettingUnknown, SettingInvalid, SettingLocked: the settings are not as they must be.
    """
    settings = training_settings(home) if is_training(home) else read_settings(home)
    os.environ.update(settings.devices.environment)
    return settings
