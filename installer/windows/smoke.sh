#!/bin/sh
# Try the Windows installers under Wine:
#   sh installer/windows/smoke.sh DIST FOLDER [OLDER]
# DIST holds what build.py made; FOLDER is new and gets the Wine prefix, pictures and workbooks;
# OLDER holds what build.py made of an older version, which is installed first and upgraded. Needs
# what wine_prefix.sh needs, and xvfb. PYTHON is one that has the program's requirements. Ends with
# "All is well." or at what failed.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
dist=$(cd "$1" && pwd)
mkdir -p "$2"
folder=$(cd "$2" && pwd)
older=${3:+$(cd "$3" && pwd)}
PYTHON=${PYTHON:-$root/.venv/bin/python}
export PYTHON WINEPREFIX="$folder/prefix" WINEDEBUG=-all LC_ALL=C.UTF-8 PYTHONPATH="$root"
setup=$(ls "$dist"/*-setup.exe) msi=$(ls "$dist"/*.msi)
[ -z "$older" ] || { older_setup=$(ls "$older"/*-setup.exe) older_msi=$(ls "$older"/*.msi); }
user=$(id -un)
home=$WINEPREFIX/drive_c/users/$user
local='C:\users\'$user'\AppData\Local'
program=$local'\Programs\Stocktake'
installed=$home/AppData/Local/Programs/Stocktake
data=$home/AppData/Local/Stocktake

ok() { printf 'ok    %s\n' "$*"; }
bad() { printf 'FAILED: %s\n' "$*"; exit 1; }
# Run something under Wine; $code is how it ended. Wine wants a pipe for its output.
code=0
w() {
    {
        ended=0
        timeout -k 5 400 wine "$@" </dev/null 2>&1 || ended=$?
        echo $ended >"$folder/code"
    } | tr -d '\r' >"$folder/said"
    code=$(cat "$folder/code")
}
must() { w "$@"; [ "$code" = 0 ] || { cat "$folder/said"; bad "exit code $code: $*"; }; }
refused() {
    wanted=$1 why=$2
    shift 2
    rm -f "$log"
    w "$@"
    [ "$code" = "$wanted" ] || bad "$why: exit code $code, not $wanted"
    ok "$why: exit code $code: $(iconv -f UTF-16 -t UTF-8 "$log" | tr -d '\r')"
}
said_no() {
    why=$1
    shift
    w "$@"
    [ "$code" = 1 ] || bad "$why: exit code $code, not 1"
    [ "$(wc -l <"$folder/said")" -le 2 ] || { cat "$folder/said"; bad "$why: not a plain sentence"; }
    ok "$why: exit code 1: $(tail -1 "$folder/said")"
}
# What it is, the words in the log, what is asked for, the MSI and a property. 1603 is what Windows
# Installer says; 67 is what is left of it here.
msi_refused() {
    rm -f "$folder/msi.log"
    w msiexec "$3" "$(winepath -w "$4")" /qn /l "$(winepath -w "$folder/msi.log")" $5
    [ "$code" = 67 ] || bad "$1: exit code $code, not 1603"
    said=$(tr -d '\0\r' <"$folder/msi.log" | grep -a "$2" | head -1)
    [ -n "$said" ] || bad "$1: no sentence in the log"
    ok "$1: exit code 1603: $said"
}
# How many products of that name Windows Installer knows.
products() {
    w reg query 'HKLM\Software\Microsoft\Windows\CurrentVersion\Uninstall' /s
    grep -c 'DisplayName .*Stocktake$' "$folder/said" || true
}
personal() {
    must reg add 'HKCU\Software\Microsoft\Windows\CurrentVersion\Explorer\User Shell Folders' \
        /v "$1" /t REG_EXPAND_SZ /d "$2" /f
}
gone() {
    tries=0
    while [ -e "$1" ]; do
        sleep 1
        tries=$((tries + 1))
        [ $tries -lt 60 ] || bad "$1 is still there"
    done
}
files() { (cd "$WINEPREFIX" && find drive_c -path drive_c/windows -prune -o -type f -print | LC_ALL=C sort); }
self_test() {
    must "$1\\stocktake-console.exe" --self-test
    grep -q '^Everything works\.$' "$folder/said" || bad "the self-test did not come to its end"
    ok "self-test of $2: $(wc -l <"$folder/said") lines, the last: $(tail -1 "$folder/said")"
    ok "      $(grep '^Branding pack' "$folder/said")"
}

if [ ! -d "$WINEPREFIX" ]; then sh "$here/wine_prefix.sh" "$WINEPREFIX" >/dev/null; fi
rm -f "$folder/display"
Xvfb -displayfd 3 -screen 0 1440x900x24 3>"$folder/display" >/dev/null 2>&1 &
screen=$!
trap 'wineserver -k || true; kill $screen' EXIT
while [ ! -s "$folder/display" ]; do sleep 1; done
DISPLAY=:$(cat "$folder/display")
export DISPLAY
w cmd /c 'echo %TEMP%'
log="$(winepath -u "$(cat "$folder/said")")/Stocktake setup.log"
files >"$folder/before"

# 1. An older version, with a file of answers; the new one over it keeps them.
if [ -n "$older" ]; then
    must "$older_setup" /S
    must "$program\\stocktake-console.exe" --version
    ok "older version installed: $(cat "$folder/said")"
    must "$program\\stocktake-console.exe" demo --out "$local\\Stocktake\\demo"
    mv "$data/demo/Made-up practices.stocktake" "$data/practices.stocktake"
    sum=$(sha256sum <"$data/practices.stocktake")
    must "$setup" /S
    [ "$sum" = "$(sha256sum <"$data/practices.stocktake")" ] || bad "the upgrade changed the answers"
    must "$program\\stocktake-console.exe" report "$local\\Stocktake\\practices.stocktake" \
        --practice Y99901 --out "$local\\Stocktake\\demo\\paper.docx"
    must "$program\\stocktake-console.exe" --version
    ok "upgrade kept the answers and reads them: $(cat "$folder/said")"
    refused 7 "older over newer" "$older_setup" /S
else
    must "$setup" /S
    must "$program\\stocktake-console.exe" --version
    ok "installed: $(cat "$folder/said")"
fi
[ -f "$home/AppData/Roaming/Microsoft/Windows/Start Menu/Programs/Stocktake.lnk" ] || bad "no menu entry"
must reg query 'HKCU\Software\Classes\Stocktake.Workspace\shell\open\command' /ve
ok "opens its files with: $(grep REG_SZ "$folder/said" | sed 's/.*REG_SZ *//')"
self_test "$program" "the setup"

# 2. The window, and what may not happen while it is open.
{ timeout 240 wine "$program\\Stocktake.exe" </dev/null 2>&1 | cat; } &
window=$!
ok "window after $("$PYTHON" "$root/installer/look.py" "$folder/window.png") s; see $folder/window.png"
refused 5 "setup while it runs" "$setup" /S
refused 5 "removal while it runs" "$program\\uninstall.exe" /S "_?=$program"
w taskkill /im Stocktake.exe /f
wait $window || true

# 3. Workbooks written here and there hold the same answers.
rm -rf "$folder/wine" "$folder/linux"
must "$program\\stocktake-console.exe" demo --out "$(winepath -w "$folder/wine")"
"$PYTHON" -m stocktake demo --out "$folder/linux" >/dev/null
ok "workbooks of Windows read here: $("$PYTHON" "$root/installer/same_answers.py" \
    "$folder/wine/Practice workbooks" "$folder/linux/Practice workbooks")"
"$PYTHON" -m stocktake merge "$folder/wine/Practice workbooks" --out "$folder/wine/merged.xlsx" >/dev/null
"$PYTHON" -m stocktake merge "$folder/linux/Practice workbooks" --out "$folder/linux/merged.xlsx" >/dev/null
mkdir -p "$folder/wine/m" "$folder/linux/m"
mv "$folder/wine/merged.xlsx" "$folder/wine/m"
mv "$folder/linux/merged.xlsx" "$folder/linux/m"
ok "combined here: $("$PYTHON" "$root/installer/same_answers.py" "$folder/wine/m" "$folder/linux/m")"

# 4. Removed: the answers stay, and nothing else. The window has opened them since.
[ -z "$older" ] || sum=$(sha256sum <"$data/practices.stocktake")
must "$program\\uninstall.exe" /S
gone "$installed"
files | LC_ALL=C comm -13 "$folder/before" - | grep -v -e AppData/Local/Stocktake/ -e '/Temp/' >"$folder/left" || true
[ ! -s "$folder/left" ] || { cat "$folder/left"; bad "these files were left behind"; }
for key in 'HKCU\Software\Stocktake' 'HKCU\Software\Classes\.stocktake' \
    'HKCU\Software\Microsoft\Windows\CurrentVersion\Uninstall\Stocktake'; do
    w reg query "$key"
    [ "$code" != 0 ] || bad "$key was left behind"
done
[ -z "$older" ] || [ "$sum" = "$(sha256sum <"$data/practices.stocktake")" ] || bad "answers changed"
ok "removed: the answers stay, and nothing else"

# 5. Bad folders and disks.
place='C:\users\'$user'\Zoë’s für alle'
# In words of their own, because Wine puts a word with spaces into quotation marks.
must "$setup" /S "/D=C:\\users\\$user\\Zoë’s" für alle
self_test "$place" "a folder with spaces and accents"
must "$place\\uninstall.exe" /S
gone "$home/Zoë’s für alle"
long=$(printf 'C:\\users\\%s\\%0170d' "$user" 0)
refused 8 "a drive that is not there" "$setup" /S '/D=Q:\Stocktake'
refused 8 "a folder of 190 characters" "$setup" /S "/D=$long"
if [ "$(id -u)" = 0 ] && mkdir -p "$folder/small" "$folder/fixed" &&
    mount -t tmpfs -o size=30m none "$folder/small" && mount -t tmpfs -o ro none "$folder/fixed"; then
    ln -sfn "$folder/small" "$WINEPREFIX/dosdevices/s:"
    ln -sfn "$folder/fixed" "$WINEPREFIX/dosdevices/r:"
    refused 6 "a full disk" "$setup" /S '/D=S:\Stocktake'
    msi_refused "the MSI on a full disk" 'There is no room' /i "$msi" 'INSTALLDIR=S:\Stocktake'
    umount "$folder/fixed"
    mount -t tmpfs -o size=900m,mode=555 none "$folder/fixed"
    mount -o remount,ro "$folder/fixed"
    refused 8 "a folder that cannot be written to" "$setup" /S '/D=R:\Stocktake'
    # A profile that cannot be written to, and one that roams: its halves are in other places.
    personal "Local AppData" 'R:\Local'
    refused 8 "a read-only profile" "$setup" /S
    personal "Local AppData" '%USERPROFILE%\AppData\Local'
    mkdir -p "$folder/far"
    ln -sfn "$folder/far" "$WINEPREFIX/dosdevices/u:"
    personal AppData 'U:\Zoë’s profile\Roaming'
    personal Programs 'U:\Zoë’s profile\Roaming\Microsoft\Windows\Start Menu\Programs'
    must "$setup" /S
    [ -f "$folder/far/Zoë’s profile/Roaming/Microsoft/Windows/Start Menu/Programs/Stocktake.lnk" ] ||
        bad "no menu entry in the roaming profile"
    said_no "a disk that cannot be written to" "$program\\stocktake-console.exe" demo --out 'R:\demo'
    must "$program\\uninstall.exe" /S
    gone "$installed"
    [ -z "$(find "$folder/far" -type f)" ] || bad "files were left in the roaming profile"
    ok "a roaming profile: installed and removed, nothing left in it"
    personal AppData '%USERPROFILE%\AppData\Roaming'
    personal Programs '%USERPROFILE%\AppData\Roaming\Microsoft\Windows\Start Menu\Programs'
    umount "$folder/small" "$folder/fixed"
    rm "$WINEPREFIX/dosdevices/"[rsu]:
fi

# 6. The MSI, for everybody at the computer.
files >"$folder/before"
everyone='C:\Program Files\Stocktake'
if [ -n "$older" ]; then
    # First, because Wine 8.0 forgets which products belong together once one replaced another.
    must msiexec /i "$(winepath -w "$msi")" /qn
    must "$everyone\\stocktake-console.exe" --version
    new=$(cat "$folder/said")
    msi_refused "older MSI over newer" 'A newer Stocktake is installed' /i "$older_msi" ''
    must "$everyone\\stocktake-console.exe" --version
    [ "$new" = "$(cat "$folder/said")" ] || bad "the older one changed the newer one"
    must msiexec /x "$(winepath -w "$msi")" /qn
    must msiexec /i "$(winepath -w "$older_msi")" /qn
    must "$everyone\\stocktake-console.exe" --version
    ok "older MSI installed: $(cat "$folder/said")"
    must msiexec /i "$(winepath -w "$msi")" /qn
    must "$everyone\\stocktake-console.exe" --version
    [ "$new" = "$(cat "$folder/said")" ] || bad "it is still $(cat "$folder/said")"
    [ "$(products)" = 1 ] || bad "$(products) of them are installed side by side"
    [ "$sum" = "$(sha256sum <"$data/practices.stocktake")" ] || bad "the upgrade changed the answers"
    ok "upgraded by the MSI, one product, the answers kept: $new"
else
    must msiexec /i "$(winepath -w "$msi")" /qn
fi
self_test "$everyone" "the MSI"
{ timeout 240 wine "$everyone\\Stocktake.exe" </dev/null 2>&1 | cat; } &
window=$!
ok "its window after $("$PYTHON" "$root/installer/look.py" "$folder/msi.png") s; see $folder/msi.png"
msi_refused "the MSI while it runs" 'Stocktake is running' /i "$msi" ''
msi_refused "removal of the MSI while it runs" 'Stocktake is running' /x "$msi" ''
w taskkill /im Stocktake.exe /f
wait $window || true
must msiexec /x "$(winepath -w "$msi")" /qn
files | LC_ALL=C comm -13 "$folder/before" - | grep -v -e AppData/Local/Stocktake/ -e '/Temp/' >"$folder/left" || true
[ ! -s "$folder/left" ] || { head "$folder/left"; bad "these files were left behind"; }
[ "$(products)" = 0 ] || bad "Windows still knows it"
ok "MSI removed: nothing is left of it"
echo "All is well."
