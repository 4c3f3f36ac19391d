"""A C runtime for Wine 8 with complex numbers, which numpy 2 asks of Windows'.

Wine 8 names those functions and ends the program that calls one. Ours computes them by MinGW's and
hands every other name on to Wine's own runtime, which lies beside it under another name.
"""

import subprocess
from collections.abc import Iterator
from pathlib import Path

_WINES = Path("/usr/lib/x86_64-linux-gnu/wine/x86_64-windows/ucrtbase.dll")
_MARK = b"Wine builtin DLL"  # by which Wine takes a file for its own, whatever it is called
_OF_ONE = ("csin", "ccos", "ctan", "csinh", "ccosh", "ctanh", "cexp")
# In Microsoft's C a complex number is a structure of two, and long double is double.
_HEAD = """\
#include <complex.h>
typedef struct { double r, i; } D;
typedef struct { float r, i; } F;
static D d(double _Complex z) { D made = {__real__ z, __imag__ z}; return made; }
static F f(float _Complex z) { F made = {__real__ z, __imag__ z}; return made; }
static double _Complex of_d(D z) {
    double _Complex c; __real__ c = z.r; __imag__ c = z.i; return c;
}
static float _Complex of_f(F z) {
    float _Complex c; __real__ c = z.r; __imag__ c = z.i; return c;
}
"""


def add_complex_numbers(system32: Path, work: Path) -> None:
    """Put the runtime into a Windows' folder of libraries."""
    own = dict(_functions())
    (work / "complex.c").write_text(_HEAD + "\n".join(own.values()) + "\n", "ascii")
    lines = [f"  {name}=ours_{name}" for name in own]
    lines += [f"  {name}=ucrtwine.{name}" for name in _names() if name not in own]
    (work / "complex.def").write_text(
        "\n".join(["LIBRARY ucrtbase.dll", "EXPORTS", *lines]) + "\n", "ascii"
    )
    subprocess.run(
        [
            *("x86_64-w64-mingw32-gcc", "-O1", "-fno-builtin", "-shared", "-static-libgcc"),
            *("-o", str(work / "ucrtbase.dll"), str(work / "complex.c"), str(work / "complex.def")),
        ],
        check=True,
    )
    for name, content in (
        ("ucrtwine.dll", _WINES.read_bytes().replace(_MARK, bytes(len(_MARK)), 1)),
        ("ucrtbase.dll", (work / "ucrtbase.dll").read_bytes()),
    ):
        (system32 / name).unlink(missing_ok=True)
        (system32 / name).write_bytes(content)


def _functions() -> Iterator[tuple[str, str]]:
    for suffix, kind, gcc in (("", "D", ""), ("l", "D", ""), ("f", "F", "f")):
        pack, real = kind.lower(), "double" if kind == "D" else "float"
        for name in _OF_ONE:
            body = f"return {pack}({name}{gcc}(of_{pack}(z)));"
            yield f"{name}{suffix}", f"{kind} ours_{name}{suffix}({kind} z) {{ {body} }}"
        body = f"return {pack}(cpow{gcc}(of_{pack}(a), of_{pack}(b)));"
        yield f"cpow{suffix}", f"{kind} ours_cpow{suffix}({kind} a, {kind} b) {{ {body} }}"
        for name, body in (
            ("creal", "return z.r;"),
            ("cimag", "return z.i;"),
            ("carg", f"return carg{gcc}(of_{pack}(z));"),
            ("cabs", f"return cabs{gcc}(of_{pack}(z));"),
        ):
            yield f"{name}{suffix}", f"{real} ours_{name}{suffix}({kind} z) {{ {body} }}"


def _names() -> list[str]:
    told = subprocess.run(
        ["x86_64-w64-mingw32-objdump", "-p", str(_WINES)],
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    table = told.partition("[Ordinal/Name Pointer]")[2].splitlines()[1:]
    return sorted({line.split()[-1] for line in table if line.strip().startswith("[")})
