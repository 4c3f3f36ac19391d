/* tramso.exe, tramso-desk.exe, tramso-central.exe: the Python beside it, with the program's door.

   The name under which it runs says which program it is (installer/door.py). UTF-8 whatever the
   code page is: names and papers here are Vietnamese. */
#include <stdlib.h>
#include <wchar.h>
#include <windows.h>

#define LONGEST 32768
static const wchar_t *const DOOR[] = {L"-X", L"utf8", L"-m", L"installer.windows_door"};
#define ADDED ((int)(sizeof DOOR / sizeof *DOOR))

static int no_python(void) {
    MessageBoxW(NULL, L"TramSo: python311.dll kh\x00f4ng m\x1edf \x0111\x01b0\x1ee3" L"c. "
                L"Installation is damaged: repair it.", L"TramSo", MB_ICONERROR);
    return 99;
}

int wmain(int count, wchar_t **arguments) {
    static wchar_t library[LONGEST];
    DWORD length = GetModuleFileNameW(NULL, library, LONGEST - 16);
    while (length && library[length - 1] != L'\\') length--;
    wcscpy(library + length, L"python311.dll");
    /* By its full path: nothing of the folder in which somebody stands is taken for Python. */
    HMODULE python = LoadLibraryExW(library, NULL, LOAD_WITH_ALTERED_SEARCH_PATH);
    if (!python) return no_python();
    int (*start)(int, wchar_t **) = (void *)GetProcAddress(python, "Py_Main");
    wchar_t **words = calloc(count + ADDED + 1, sizeof *words);
    if (!start || !words) return no_python();
    words[0] = arguments[0];
    for (int i = 0; i < ADDED; i++) words[1 + i] = (wchar_t *)DOOR[i];
    for (int i = 1; i < count; i++) words[ADDED + i] = arguments[i];
    return start(count + ADDED, words);
}
