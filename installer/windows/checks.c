/* Asked by the MSI before anything is changed; each stops it with a sentence, shown or, silently,
   in its log. */
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

BOOL WINAPI DllMain(HINSTANCE own, DWORD reason, LPVOID more) {
    (void)own, (void)reason, (void)more;
    return TRUE;
}
