"""The settings of reading."""

from dataclasses import dataclass

from station.errors import SettingInvalid
from station.recognition.steps import Step


@dataclass(frozen=True, slots=True)
class ReadingSettings:
    """Tesseract's language, processes at once (0: one per core), and the limit for one page.

    second_reader: where the second reader looks, if it is installed: `doubtful`, `all` or `off`.
    without: steps of a page's preparation that are left out, by their names.
    """

    language: str = "vie"
    processes: int = 0
    page_limit_s: int = 120
    second_reader: str = "doubtful"
    without: tuple[str, ...] = ()

    def left_out(self) -> tuple[Step, ...]:
        """The steps that are left out.

        Raises:
            SettingInvalid: `without` names one that there is not.
        """
        if unknown := set(self.without) - {step.value for step in Step}:
            raise SettingInvalid(
                key="reading.without", expected=f"of {', '.join(Step)}, not {min(unknown)}"
            )
        return tuple(Step(name) for name in self.without)
