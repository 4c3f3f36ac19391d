"""Checked pages in, a signed legal copy out: PDF/A, statement, tokens, time-stamps, checks."""

import logging

# Their records spell out whole subjects of certificates; our logs carry codes, never a name.
for _library in ("pyhanko", "pyhanko_certvalidator"):
    logging.getLogger(_library).setLevel(logging.CRITICAL + 1)
