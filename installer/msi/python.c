/* python.exe for a Python that came as a library: starts its interpreter with our arguments. */
#include <windows.h>

int wmain(int count, wchar_t **arguments) {
    HMODULE python = LoadLibraryW(L"python311.dll");
    int (*start)(int, wchar_t **) = python ? (void *)GetProcAddress(python, "Py_Main") : 0;
    return start ? start(count, arguments) : 99;
}
