/* Starts Stocktake: loads runtime\python311.dll beside it and runs "-m stocktake" with the words
   it was given. Built three times: for the window, for the command line (CONSOLE), and as a plain
   python.exe inside runtime\ (CONSOLE and PLAIN), which reads received files. */
#define _WIN32_WINNT 0x0A00
#define WIN32_LEAN_AND_MEAN
#define UNICODE
#define _UNICODE
#include <windows.h>
#include <stdio.h>
#include <stdlib.h>
#include <wchar.h>

typedef int (*py_main_t)(int, wchar_t **);

static int fail(const wchar_t *what, DWORD error) {
    wchar_t words[2048];
    _snwprintf(words, 2047, L"Stocktake cannot start: %ls (Windows error %lu).\n\n"
               L"Install it again. Your answers are not in the program's folder and stay as they are.",
               what, error);
    words[2047] = 0;
#ifdef CONSOLE
    fwprintf(stderr, L"%ls\n", words);
#else
    MessageBoxW(NULL, words, L"Stocktake", MB_ICONERROR | MB_OK);
#endif
    return 3;
}

/* The list of fonts that charts keep goes beside the answers, and into no folder of its own. */
static void keep_font_list(void) {
    static wchar_t folder[32768];
    DWORD length;
    if (GetEnvironmentVariableW(L"MPLCONFIGDIR", NULL, 0)) return;
    length = ExpandEnvironmentStringsW(L"%LOCALAPPDATA%\\Stocktake\\matplotlib", folder, 32768);
    if (length && length <= 32768 && folder[0] != L'%')
        SetEnvironmentVariableW(L"MPLCONFIGDIR", folder);
}

static int run(int argc, wchar_t **argv) {
    static wchar_t path[32768];
    DWORD length = GetModuleFileNameW(NULL, path, 32000);
    if (!length || length >= 32000) return fail(L"its folder cannot be found", GetLastError());
    keep_font_list();
    wchar_t *slash = wcsrchr(path, L'\\');
    if (slash) slash[1] = 0;
#ifndef PLAIN
    wcscat(path, L"runtime\\");
#endif
    /* Every extension module needs vcruntime140.dll, which lies there; a PC may have none. */
    AddDllDirectory(path);
    wcscat(path, L"python311.dll");
    HMODULE python = LoadLibraryExW(path, NULL,
        LOAD_LIBRARY_SEARCH_DLL_LOAD_DIR | LOAD_LIBRARY_SEARCH_DEFAULT_DIRS);
    if (!python) return fail(L"a file of it is missing or blocked", GetLastError());
    py_main_t py_main = (py_main_t)(void *)GetProcAddress(python, "Py_Main");
    if (!py_main) return fail(L"a file of it is not the right one", GetLastError());
#ifdef PLAIN
    return py_main(argc, argv);
#else
    wchar_t **words = calloc(argc + 4, sizeof *words);
    if (!words) return fail(L"there is no memory left", GetLastError());
    int count = 0;
    words[count++] = argv[0];
    words[count++] = L"-Xutf8";
    words[count++] = L"-m";
    words[count++] = L"stocktake";
    for (int i = 1; i < argc; i++) words[count++] = argv[i];
    return py_main(count, words);
#endif
}

#ifdef CONSOLE
int wmain(int argc, wchar_t **argv) { return run(argc, argv); }
#else
int WINAPI wWinMain(HINSTANCE own, HINSTANCE other, LPWSTR line, int show) {
    (void)own, (void)other, (void)line, (void)show;
    return run(__argc, __wargv);
}
#endif
