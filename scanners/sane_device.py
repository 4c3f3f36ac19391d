"""One open SANE device: what it can do, what is set on it, and its sides.

Runs only inside the scan worker: SANE back-ends may crash or hang the process they live in.
"""

import os
from collections.abc import Iterable
from typing import Any, TypeVar

from scanners.errors import DeviceError, OptionRefused
from scanners.sane_side import SaneSide
from scanners.sane_words import (
    error_from_status,
    is_button,
    mode_from_word,
    source_from_word,
)
from scanners.values import LARGEST_MM, SHORT_MM, Mode, ScanOptions, Source

T = TypeVar("T")
# Offered where a device takes any resolution of a range.
_USUAL_RESOLUTIONS = (75, 100, 150, 200, 300, 400, 600, 1200)
_HARD_SELECT, _SOFT_DETECT = 2, 4  # capabilities of options (SANE standard 1.06, 4.2.9.4)
_A4_MM = (210.0, 297.0)
# Names that back-ends give to finding a paper's edges, or its lower end: `swcrop` in sane-fujitsu,
# sane-canon_dr and sane-genesys, `ald` in sane-fujitsu, and those of sane-kvs40xx and sane-epsonds.
_FINDS_PAPER = ("swcrop", "ald", "crop", "adf_crp")
_SWITCH = "TYPE_BOOL"
_TRUE = frozenset({"1", "true", "yes", "on"})
_FALSE = frozenset({"0", "false", "no", "off"})


class SaneDevice:
    """An open device; `close` must come before the library's exit, or libsane may crash."""

    def __init__(self, library: Any, device_id: str, name: str) -> None:
        self._id = device_id
        self._error: type[Exception] = library._sane.error
        self._types: dict[int, str] = library.TYPE_STR
        self._units: dict[int, str] = library.UNIT_STR
        try:
            self._handle = library.open(name)
        except self._error as error:
            raise error_from_status(str(error), opening=True, device=device_id) from error

    def close(self) -> None:
        """Give the device back."""
        self._handle.close()

    def cancel(self) -> None:
        """End the batch, so that a feeder lets go of its paper. Same thread as the reading."""
        self._handle.cancel()

    def sources(self) -> tuple[Source, ...]:
        """Return where paper may lie; empty for a device that has only one place."""
        sources = _known(source_from_word(word) for word in self._choices("source"))
        if Source.FEEDER in sources and Source.DUPLEX not in sources and self._duplex_option():
            return (*sources, Source.DUPLEX)
        return sources

    def modes(self) -> tuple[Mode, ...]:
        """Return the modes on offer; empty for a device without a choice."""
        return _known(mode_from_word(word) for word in self._choices("mode"))

    def resolutions(self) -> tuple[int, ...]:
        """Return resolutions in dpi; empty for a device without a choice."""
        option = self._handle.opt.get("resolution")
        match option and option.constraint:
            case list(values):
                return tuple(int(value) for value in values)
            case (lowest, highest, _):
                return tuple(dpi for dpi in _USUAL_RESOLUTIONS if lowest <= dpi <= highest)
            case _:
                return ()

    def has_brightness(self) -> bool:
        """Whether its brightness can be set, in one mode at least."""
        option = self._handle.opt.get("brightness")
        return option is not None and isinstance(option.constraint, tuple)

    def source(self) -> Source | None:
        """Return the source that is set, None where the device has no choice."""
        if not self._is_active("source"):
            return None
        source = source_from_word(self._handle.source)
        option = self._duplex_option()
        if source is Source.FEEDER and option and getattr(self._handle, option[0]) == option[2]:
            return Source.DUPLEX
        return source

    def dpi(self, asked: int) -> int:
        """Return the resolution that is set; `asked` where the device has no such option."""
        return round(self._handle.resolution) if self._is_active("resolution") else asked

    def buttons(self) -> tuple[str, ...]:
        """Return the device's own buttons: set by a hand alone, and seen by programs (4.2.9.4)."""
        return tuple(
            name
            for name, option in self._handle.opt.items()
            if is_button(name)
            and option.cap & _HARD_SELECT
            and option.cap & _SOFT_DETECT
            and option.is_active()
        )

    def pressed(self, buttons: tuple[str, ...]) -> frozenset[str]:
        """Return which of these buttons are pressed now.

        Raises:
            DeviceError: the device went away.
        """
        try:
            # By their numbers: python-sane has a method of its own that is called `scan`.
            numbers = {name: self._handle.opt[name].index for name in buttons}
            return frozenset(
                name for name, number in numbers.items() if self._handle.dev.get_option(number)
            )
        except self._error as error:
            raise self._translated(error) from error

    def apply(self, options: ScanOptions) -> None:
        """Set what is asked, as far as this device has it.

        Raises:
            OptionRefused: the source is not there, the device has no such resolution or mode,
                or a driver option is unknown or does not take its value.
        """
        if options.source is not None:
            self._set_source(options.source)
        if self._is_active("mode"):
            self._choose("mode", options.mode, mode_from_word)
        if self._is_active("resolution"):
            self._set_resolution(options.dpi)
        if options.area_mm is None:
            self._widen(LARGEST_MM if options.find_paper else _A4_MM)
        else:
            self._set_area(*options.area_mm)
        if options.find_paper:
            for name in _FINDS_PAPER:
                if self._is_active(name) and self._types[self._handle.opt[name].type] == _SWITCH:
                    self._set(name, 1)
        if options.brightness is not None:
            self._set_brightness(options.brightness)
        for name, value in options.driver_options:
            self._set_from_text(name, value)

    def start_side(self) -> SaneSide:
        """Start the next side.

        Raises:
            FeederEmpty: there is none.
            DeviceError: whatever else the back-end says.
        """
        try:
            self._handle.start()
            parameters = self._handle.get_parameters()
        except self._error as error:
            raise self._translated(error) from error
        return SaneSide(self._id, self._handle.dev, parameters)

    def _translated(self, error: Exception) -> DeviceError:
        return error_from_status(str(error), device=self._id)

    def _refused(self, option: str, value: str | int) -> OptionRefused:
        return OptionRefused(device=self._id, option=option, value=value)

    def _is_active(self, name: str) -> bool:
        option = self._handle.opt.get(name)
        return bool(option is not None and option.is_active())

    def _choices(self, name: str) -> tuple[str, ...]:
        option = self._handle.opt.get(name)
        constraint = option.constraint if option is not None else None
        return tuple(constraint) if isinstance(constraint, list) else ()

    def _choose(self, name: str, wanted: Source | Mode, meaning: Any) -> None:
        for word in self._choices(name):
            if meaning(word) == wanted:
                self._set(name, word)
                return
        raise self._refused(name, wanted.value)

    def _duplex_option(self) -> tuple[str, str | int, str | int] | None:
        """Where the feeder's sides are an option of their own: its name, one side, both sides."""
        words = {word.lower(): word for word in self._choices("adf_mode")}
        if "simplex" in words and "duplex" in words:
            return "adf_mode", words["simplex"], words["duplex"]
        option = self._handle.opt.get("duplex")
        if option is not None and self._types[option.type] == _SWITCH:
            return "duplex", 0, 1
        return None

    def _set_source(self, source: Source) -> None:
        option = self._duplex_option()
        words = [source_from_word(word) for word in self._choices("source")]
        if option is None or source is Source.FLATBED or Source.DUPLEX in words:
            self._choose("source", source, source_from_word)
            return
        self._choose("source", Source.FEEDER, source_from_word)
        name, one_side, both_sides = option
        self._set(name, both_sides if source is Source.DUPLEX else one_side)

    def _set_area(self, width_mm: float, height_mm: float) -> None:
        """Take so much paper from the upper left corner."""
        for name, length in (("tl_x", 0.0), ("tl_y", 0.0), ("br_x", width_mm), ("br_y", height_mm)):
            if not self._is_active(name):
                continue
            option = self._handle.opt[name]
            if self._units[option.unit] == "UNIT_MM" and isinstance(option.constraint, tuple):
                lowest, highest, _ = option.constraint
                if length > highest + SHORT_MM:  # a page must never lose an edge unseen
                    raise self._refused("paper", f"{width_mm:g} × {height_mm:g} mm")
                self._set(name, min(max(length, lowest), highest))

    def _set_brightness(self, brightness: int) -> None:
        """Set it within what the device has; one without a range keeps its own."""
        if not self._is_active("brightness"):
            return
        match self._handle.opt["brightness"].constraint:
            case (lowest, highest, _):
                middle = 0 if lowest < 0 < highest else (lowest + highest) / 2
                reach = highest - middle if brightness > 0 else middle - lowest
                self._set("brightness", type(lowest)(middle + reach * brightness / 100))

    def _set_resolution(self, dpi: int) -> None:
        match self._handle.opt["resolution"].constraint:
            case list(values) if dpi not in [int(value) for value in values]:
                raise self._refused("resolution", dpi)
            case (lowest, highest, _) if not lowest <= dpi <= highest:
                raise self._refused("resolution", dpi)
        self._set("resolution", dpi)

    def _widen(self, size_mm: tuple[float, float]) -> None:
        # Some back-ends start with a small window: a page must never lose an edge unasked.
        for name, length_mm in zip(("br_x", "br_y"), size_mm, strict=True):
            if not self._is_active(name):
                continue
            option = self._handle.opt[name]
            if self._units[option.unit] != "UNIT_MM" or not isinstance(option.constraint, tuple):
                continue
            length_mm = min(length_mm, option.constraint[1])
            if getattr(self._handle, name) < length_mm:
                self._set(name, length_mm)

    def _set_from_text(self, name: str, text: str) -> None:
        py_name = name.replace("-", "_")
        option = self._handle.opt.get(py_name)
        if option is None:  # python-sane itself takes a misspelled option without a word
            raise self._refused(name, text)
        try:
            value = _value_from_text(self._types[option.type], option.size, text)
        except ValueError as error:
            raise self._refused(name, text) from error
        self._set(py_name, value)

    def _set(self, name: str, value: str | int | float) -> None:
        try:
            setattr(self._handle, name, value)
        except (self._error, AttributeError, TypeError) as error:
            raise OptionRefused(device=self._id, option=name, value=value) from error


def _value_from_text(kind: str, size: int, text: str) -> str | int | float:
    match kind:
        case "TYPE_BOOL":
            if text.lower() not in _TRUE | _FALSE:
                raise ValueError(text)
            return int(text.lower() in _TRUE)
        case "TYPE_INT":
            return int(text)
        case "TYPE_FIXED":
            return float(text)
        case "TYPE_STRING":
            # python-sane writes Latin-1; this way the bytes of any file name pass unchanged.
            word = os.fsencode(text).decode("latin-1")
            if len(word) >= size:  # it would be cut without a word
                raise ValueError(text)
            return word
        case _:
            raise ValueError(text)


def _known(meanings: Iterable[T | None]) -> tuple[T, ...]:
    return tuple(dict.fromkeys(meaning for meaning in meanings if meaning is not None))
