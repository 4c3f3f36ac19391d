"""The settings of the face check."""

from dataclasses import dataclass

from station.errors import SettingInvalid


@dataclass(frozen=True, slots=True)
class FaceSettings:
    """Whose face it is at the counter, where the citizen agreed to be looked at.

    models: a folder for insightface; empty: YuNet and SFace, which come with the program.
    threshold: from which likeness on two faces are one person's, 0 to 1; 0: SFace's own, which
    another model's must not be: with a folder it must be said. liveness: how sure the folder's
    network must be that it is a person, where it has one. limit_s: how long is looked.
    """

    models: str = ""
    threshold: float = 0.0
    liveness: float = 0.8
    limit_s: int = 60

    def require_sense(self) -> None:
        """See that each number can be one.

        Raises:
            SettingInvalid: it cannot, or a folder has no threshold.
        """
        for key, value in (("threshold", self.threshold), ("liveness", self.liveness)):
            if not 0 <= value <= 1:
                raise SettingInvalid(key=f"faces.{key}", expected="0.0 to 1.0")
        if self.models and not self.threshold:
            raise SettingInvalid(key="faces.threshold", expected="above 0.0, for faces.models")
