/* Asked by the MSI before anything is changed; each stops it with a sentence, shown or, silently,
   in its log. */
#define WIN32_LEAN_AND_MEAN
#define UNICODE
#define _UNICODE
#include <windows.h>
#include <msi.h>
#include <msiquery.h>
#include <tlhelp32.h>
#include <stdio.h>
#include <stdlib.h>
#include <wchar.h>

static const wchar_t *const names[] = {L"Stocktake.exe", L"stocktake-console.exe"};

/* By name, for everybody at the computer: what others run cannot be asked for its folder. */
static int is_running(void) {
    PROCESSENTRY32W entry = {.dwSize = sizeof entry};
    HANDLE all = CreateToolhelp32Snapshot(TH32CS_SNAPPROCESS, 0);
    int found = 0;
    if (all == INVALID_HANDLE_VALUE) return 0;
    for (BOOL more = Process32FirstW(all, &entry); more; more = Process32NextW(all, &entry))
        for (int i = 0; i < 2; i++) found |= !lstrcmpiW(entry.szExeFile, names[i]);
    CloseHandle(all);
    return found;
}

static UINT refuse(MSIHANDLE install, const wchar_t *sentences) {
    MSIHANDLE words = MsiCreateRecord(1);
    MsiRecordSetStringW(words, 0, sentences);
    MsiProcessMessage(install, INSTALLMESSAGE_ERROR, words);
    MsiCloseHandle(words);
    return ERROR_INSTALL_FAILURE;
}

/* Asked only where a newer version was found. */
__declspec(dllexport) UINT __stdcall NotNewer(MSIHANDLE install) {
    return refuse(install, L"A newer Stocktake is installed. Nothing was changed. To go back, first "
                  L"remove the newer one; answers stay, but the older one may not open them.");
}

/* Silently, Windows would otherwise put the files in place at the next restart, or close it. */
__declspec(dllexport) UINT __stdcall NotRunning(MSIHANDLE install) {
    if (!is_running()) return ERROR_SUCCESS;
    return refuse(install, L"Stocktake is running at this computer, so nothing was changed. "
                  L"Close it everywhere, then start this again.");
}

/* Windows looks at the disk too; here it is in the words of the setup, before anything begins. */
__declspec(dllexport) UINT __stdcall EnoughRoom(MSIHANDLE install) {
    wchar_t folder[1024], disk[1024], needed[32], sentences[1400];
    DWORD length = 1024, digits = 32;
    ULARGE_INTEGER free;
    if (MsiGetPropertyW(install, L"INSTALLDIR", folder, &length)) return ERROR_SUCCESS;
    if (MsiGetPropertyW(install, L"KILOBYTES", needed, &digits)) return ERROR_SUCCESS;
    if (!GetVolumePathNameW(folder, disk, 1024)) return ERROR_SUCCESS;
    if (!GetDiskFreeSpaceExW(disk, &free, NULL, NULL)) return ERROR_SUCCESS;
    if (free.QuadPart / 1024 >= wcstoull(needed, NULL, 10)) return ERROR_SUCCESS;
    _snwprintf(sentences, 1399, L"There is no room: Stocktake needs %ls KB on %ls, and %llu KB are free. "
               L"Make room, then start this again. Nothing was changed.",
               needed, disk, free.QuadPart / 1024);
    sentences[1399] = 0;
    return refuse(install, sentences);
}

BOOL WINAPI DllMain(HINSTANCE own, DWORD reason, LPVOID more) {
    (void)own, (void)reason, (void)more;
    return TRUE;
}
