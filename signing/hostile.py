"""What a file made to do harm was seen to raise inside the reader and the validator."""

import struct
import zlib

from pyhanko.pdf_utils.misc import PdfError
from pyhanko.sign.general import ValueErrorWithMessage
from pyhanko_certvalidator.errors import (
    CRLValidationError,
    OCSPValidationError,
    PathError,
    ValidationError,
)

HOSTILE = (
    PdfError,
    ValueErrorWithMessage,
    CRLValidationError,
    OCSPValidationError,
    PathError,
    ValidationError,
    ArithmeticError,
    AssertionError,
    AttributeError,
    EOFError,
    LookupError,
    OSError,
    RuntimeError,  # RecursionError and NotImplementedError are among its kinds
    TypeError,
    ValueError,
    struct.error,
    zlib.error,
)
"""Broad on purpose: a verdict is owed on any file, and none of these is a defect of ours."""
