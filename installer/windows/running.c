/* Asked by the MSI before anything is changed: stops it while somebody has Stocktake open.
   Silently, Windows would otherwise put the files in place at the next restart, or close it. */
#define WIN32_LEAN_AND_MEAN
#define UNICODE
#define _UNICODE
#include <windows.h>
#include <msi.h>
#include <msiquery.h>
#include <tlhelp32.h>
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

__declspec(dllexport) UINT __stdcall NotRunning(MSIHANDLE install) {
    if (!is_running()) return ERROR_SUCCESS;
    MSIHANDLE words = MsiCreateRecord(1);
    MsiRecordSetStringW(words, 0, L"Stocktake is running at this computer, so nothing was changed. "
                        L"Close it everywhere, then start this again.");
    MsiProcessMessage(install, INSTALLMESSAGE_ERROR, words);
    MsiCloseHandle(words);
    return ERROR_INSTALL_FAILURE;
}

BOOL WINAPI DllMain(HINSTANCE own, DWORD reason, LPVOID more) {
    (void)own, (void)reason, (void)more;
    return TRUE;
}
