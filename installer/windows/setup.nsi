; The setup for one person: no administrator, nothing outside this person's own folders.
;   makensis -DPAYLOAD=DIR -DVERSION=1.2.3 -DOUT=FILE -DKILOBYTES=N -DMOST_PATH=N -DICON=FILE setup.nsi
; Silent: setup /S [/D=C:\folder, last and without quotes]. Silent removal: uninstall /S.
; Exit codes: 0 done, 2 failed, 4 old Windows, 5 running, 6 disk, 7 newer is installed, 8 folder.
; Where it is refused silently, the sentence is in "Stocktake setup.log" in the temporary folder.
Unicode true
Target amd64-unicode
!define UNINSTALL "Software\Microsoft\Windows\CurrentVersion\Uninstall\Stocktake"
!define CLASSES "Software\Classes"
!define LOG "$TEMP\Stocktake setup.log"
Name "Stocktake"
OutFile "${OUT}"
RequestExecutionLevel user
InstallDir "$LOCALAPPDATA\Programs\Stocktake"
InstallDirRegKey HKCU "Software\Stocktake" "InstallDir"
!ifdef FAST
SetCompressor zlib
!else
SetCompressor /SOLID lzma
SetCompressorDictSize 16
!endif
AllowSkipFiles off
ManifestDPIAware true
BrandingText "Stocktake ${VERSION}"
VIProductVersion "${VERSION}.0"
VIAddVersionKey /LANG=2057 "ProductName" "Stocktake"
VIAddVersionKey /LANG=2057 "CompanyName" "The Stocktake contributors"
VIAddVersionKey /LANG=2057 "FileDescription" "Stocktake setup"
VIAddVersionKey /LANG=2057 "FileVersion" "${VERSION}"
VIAddVersionKey /LANG=2057 "ProductVersion" "${VERSION}"
VIAddVersionKey /LANG=2057 "LegalCopyright" "The Stocktake contributors; MIT licence"
!include MUI2.nsh
!include LogicLib.nsh
!include FileFunc.nsh
!include WordFunc.nsh
!include WinVer.nsh
!define MUI_ICON "${ICON}"
!define MUI_UNICON "${ICON}"
!define MUI_FINISHPAGE_RUN "$INSTDIR\Stocktake.exe"
!insertmacro MUI_PAGE_WELCOME
!define MUI_PAGE_CUSTOMFUNCTION_LEAVE CheckFolder
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "English"

; Say a sentence to whoever is there, note it, and stop with an exit code.
!macro Refuse CODE WORDS
  FileOpen $9 "${LOG}" w
  ${If} $9 != ""
    FileWriteUTF16LE /BOM $9 "${WORDS}$\r$\n"
    FileClose $9
  ${EndIf}
  MessageBox MB_OK|MB_ICONEXCLAMATION "${WORDS}" /SD IDOK
  SetErrorLevel ${CODE}
  Quit
!macroend
!define Refuse "!insertmacro Refuse"

; A program that runs keeps its file locked: opening it to add to it then fails.
!macro NotRunning un
Function ${un}NotRunning
  ${For} $1 1 3
    StrCpy $2 "Stocktake.exe"
    ${If} $1 == 2
      StrCpy $2 "stocktake-console.exe"
    ${ElseIf} $1 == 3
      StrCpy $2 "runtime\python.exe"
    ${EndIf}
    ${If} ${FileExists} "$INSTDIR\$2"
      again:
      ClearErrors
      FileOpen $0 "$INSTDIR\$2" a
      ${If} ${Errors}
        IfSilent stop
        MessageBox MB_RETRYCANCEL|MB_ICONEXCLAMATION \
          "Stocktake is running. Close it, then press Retry." IDRETRY again
        stop:
        ${Refuse} 5 "Stocktake is running, so nothing was changed. Close it, then start this again."
      ${EndIf}
      FileClose $0
    ${EndIf}
  ${Next}
FunctionEnd
!macroend
!insertmacro NotRunning ""
!insertmacro NotRunning "un."

Function .onInit
  ${IfNot} ${AtLeastWin10}
    ${Refuse} 4 "Stocktake needs Windows 10 or later."
  ${EndIf}
  ReadRegStr $0 HKCU "${UNINSTALL}" "DisplayVersion"
  ${If} $0 != ""
    ${VersionCompare} "$0" "${VERSION}" $1
    ${If} $1 == 1
      ${Refuse} 7 "Stocktake $0 is installed, which is newer than ${VERSION}. Nothing was changed. \
To go back, first remove the newer one; your answers stay, but the older one may not open them."
    ${EndIf}
  ${EndIf}
  ${If} $LOCALAPPDATA == ""
    ${Refuse} 8 "Your own folder for programs and answers, AppData\Local, is not there and cannot be \
made. Ask whoever looks after this computer. Nothing was changed."
  ${EndIf}
  Call AskedFolder
  ${If} ${Silent}
    Call CheckFolder
  ${EndIf}
FunctionEnd

; A folder after /D= that NSIS cannot use, it passes over and takes the usual one.
Function AskedFolder
  System::Call 'kernel32::GetCommandLineW() w .r0'
  StrCpy $1 -1
  ${Do}
    IntOp $1 $1 + 1
    StrCpy $2 $0 3 $1
    ${If} $2 == ""
      Return
    ${EndIf}
  ${LoopUntil} $2 S== "/D="
  IntOp $1 $1 + 3
  StrCpy $2 $0 "" $1
  ${Do}
    StrCpy $3 $2 1 -1
    ${If} $3 != " "
    ${AndIf} $3 != "\"
      ${ExitDo}
    ${EndIf}
    StrCpy $2 $2 -1
  ${Loop}
  ${If} $2 != $INSTDIR
    ${Refuse} 8 "Stocktake cannot be put into $2. After /D=, last and without quotation marks, name a \
folder on a disk that is there. Nothing was changed."
  ${EndIf}
FunctionEnd

Function CheckFolder
  StrLen $0 "$INSTDIR"
  IntOp $0 $0 + ${MOST_PATH}
  ${If} $0 > 258
    ${If} ${Silent}
      ${Refuse} 8 "The name of the folder $INSTDIR is too long for Windows. Choose a shorter one."
    ${EndIf}
    MessageBox MB_OK|MB_ICONEXCLAMATION "The folder's name is too long for Windows. Choose a shorter one."
    Abort
  ${EndIf}
  ${If} ${Silent}
    Call EnoughRoom
  ${EndIf}
FunctionEnd

; The page of folders looks at the disk itself; a silent setup has no page.
Function EnoughRoom
  ${GetRoot} "$INSTDIR" $0
  System::Call 'kernel32::GetDiskFreeSpaceExW(w "$0\", *l .r1, *l, *l) i .r2'
  ${If} $2 == 0
    ${Refuse} 8 "There is no disk $0. Choose another folder. Nothing was changed."
  ${EndIf}
  System::Int64Op $1 / 1024
  Pop $1
  System::Int64Op $1 < ${KILOBYTES}
  Pop $2
  ${If} $2 == 1
    ${Refuse} 6 "There is no room: Stocktake needs ${KILOBYTES} KB on $0, and $1 KB are free. Make room, \
then start this again. Nothing was changed."
  ${EndIf}
FunctionEnd

Function .onInstFailed
  ${Refuse} 2 "Stocktake could not be put into $INSTDIR. See that the disk has room and that you may \
write there, then start this again. Your answers are not in that folder and stay as they are."
FunctionEnd

Section "Install"
  Call NotRunning
  ClearErrors
  CreateDirectory "$INSTDIR"
  FileOpen $0 "$INSTDIR\uninstall.exe" a
  ${If} ${Errors}
    ${Refuse} 8 "Nothing can be written into $INSTDIR. Choose another folder, or ask whoever looks \
after this computer. Nothing was changed."
  ${EndIf}
  FileClose $0
  RMDir /r "$INSTDIR\runtime"
  RMDir /r "$INSTDIR\app"
  RMDir /r "$INSTDIR\licences"
  SetOutPath "$INSTDIR"
  File /r "${PAYLOAD}/*"
  WriteUninstaller "$INSTDIR\uninstall.exe"
  CreateShortCut "$SMPROGRAMS\Stocktake.lnk" "$INSTDIR\Stocktake.exe" "" "" "" "" "" \
    "A stocktake and five-year plan for general practice"
  WriteRegStr HKCU "Software\Stocktake" "InstallDir" "$INSTDIR"
  WriteRegStr HKCU "${CLASSES}\.stocktake" "" "Stocktake.Workspace"
  WriteRegStr HKCU "${CLASSES}\Stocktake.Workspace" "" "Stocktake file"
  WriteRegStr HKCU "${CLASSES}\Stocktake.Workspace\DefaultIcon" "" "$INSTDIR\Stocktake.exe,0"
  WriteRegStr HKCU "${CLASSES}\Stocktake.Workspace\shell\open\command" "" \
    '"$INSTDIR\Stocktake.exe" "%1"'
  WriteRegStr HKCU "${UNINSTALL}" "DisplayName" "Stocktake"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKCU "${UNINSTALL}" "Publisher" "The Stocktake contributors"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayIcon" "$INSTDIR\Stocktake.exe"
  WriteRegStr HKCU "${UNINSTALL}" "InstallLocation" "$INSTDIR"
  WriteRegStr HKCU "${UNINSTALL}" "UninstallString" '"$INSTDIR\uninstall.exe"'
  WriteRegStr HKCU "${UNINSTALL}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /S'
  WriteRegDWORD HKCU "${UNINSTALL}" "NoModify" 1
  WriteRegDWORD HKCU "${UNINSTALL}" "NoRepair" 1
  WriteRegDWORD HKCU "${UNINSTALL}" "EstimatedSize" ${KILOBYTES}
  System::Call 'shell32::SHChangeNotify(i 0x08000000, i 0, p 0, p 0)'
SectionEnd

Section "Uninstall"
  Call un.NotRunning
  RMDir /r "$INSTDIR\runtime"
  RMDir /r "$INSTDIR\app"
  RMDir /r "$INSTDIR\licences"
  Delete "$INSTDIR\Stocktake.exe"
  Delete "$INSTDIR\stocktake-console.exe"
  Delete "$INSTDIR\uninstall.exe"
  RMDir "$INSTDIR"
  Delete "$SMPROGRAMS\Stocktake.lnk"
  ReadRegStr $0 HKCU "${CLASSES}\.stocktake" ""
  ${If} $0 == "Stocktake.Workspace"
    DeleteRegKey HKCU "${CLASSES}\.stocktake"
  ${EndIf}
  DeleteRegKey HKCU "${CLASSES}\Stocktake.Workspace"
  DeleteRegKey HKCU "${UNINSTALL}"
  DeleteRegKey HKCU "Software\Stocktake"
  System::Call 'shell32::SHChangeNotify(i 0x08000000, i 0, p 0, p 0)'
SectionEnd
