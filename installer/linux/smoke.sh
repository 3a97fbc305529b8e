#!/bin/sh
# Try the package in a clean Debian 12:  sh installer/linux/smoke.sh PACKAGE.deb FOLDER
# FOLDER gets the chroot (made by debootstrap when it is not there) and a picture. As root; needs
# debootstrap and xvfb, and a PYTHON that has the program's requirements for the picture.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
top=$(cd "$here/../.." && pwd)
package=$(readlink -f "$1")
mkdir -p "$2"
folder=$(cd "$2" && pwd)
root=$folder/chroot
PYTHON=${PYTHON:-$top/.venv/bin/python}
export LC_ALL=C.UTF-8 DEBIAN_FRONTEND=noninteractive

ok() { printf 'ok    %s\n' "$*"; }
bad() { printf 'FAILED: %s\n' "$*"; exit 1; }
inside() { chroot "$root" env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/srv/somebody LC_ALL=C.UTF-8 "$@"; }
somebody() { inside setpriv --reuid=1000 --regid=1000 --clear-groups env "$@"; }

[ -d "$root" ] || debootstrap --variant=minbase bookworm "$root" >"$folder/debootstrap.log" ||
    { tail -3 "$folder/debootstrap.log"; bad "debootstrap; it wants a FOLDER without spaces"; }
[ -x "$root/usr/bin/python3" ] && bad "there is a Python in the chroot, so it is not clean"
mkdir -p "$root/srv/somebody" "$root/tmp/.X11-unix"
chown 1000:1000 "$root/srv/somebody"
rm -f "$folder/display"
Xvfb -displayfd 3 -screen 0 1440x900x24 3>"$folder/display" >/dev/null 2>&1 &
screen=$!
mount --bind /tmp/.X11-unix "$root/tmp/.X11-unix"
mount -t proc proc "$root/proc"
trap 'kill $screen; umount "$root/tmp/.X11-unix" "$root/proc"' EXIT
while [ ! -s "$folder/display" ]; do sleep 1; done
DISPLAY=:$(cat "$folder/display")
export DISPLAY

inside apt-get update -qq
cp "$package" "$root/tmp/stocktake.deb"
inside apt-get install -y -qq --no-install-recommends /tmp/stocktake.deb >"$folder/install.log" 2>&1 ||
    { tail -20 "$folder/install.log"; bad "the package cannot be installed"; }
inside apt-get install -y -qq --no-install-recommends fonts-dejavu-core >>"$folder/install.log" 2>&1
ok "installed: $(somebody stocktake --version)"
[ ! -x "$root/usr/bin/python3" ] || bad "it brought another Python"
grep -q 'application/x-stocktake=stocktake.desktop' "$root/usr/share/applications/mimeinfo.cache" ||
    bad "the desktop does not know its files"
grep -q 'application/x-stocktake:\*\.stocktake' "$root/usr/share/mime/globs" || bad "no MIME type"
ok "the desktop opens its files with it"
missing=$(find "$root/opt/stocktake" -name '*.so*' -o -name python3.11 | sed "s#^$root##" |
    while read -r each; do inside ldd "$each" 2>/dev/null | grep 'not found' || true; done | sort -u |
    while read -r name rest; do find "$root/opt/stocktake" -name "$name" | grep -q . || echo "$name"; done)
[ -z "$missing" ] || echo "      not found by themselves: $(echo "$missing" | tr '\n' ' ')"
somebody stocktake --self-test >"$folder/said" 2>&1 || { cat "$folder/said"; bad "the self-test"; }
ok "self-test: $(wc -l <"$folder/said") lines, the last: $(tail -1 "$folder/said")"
ok "      $(grep '^Branding pack' "$folder/said")"

somebody DISPLAY="$DISPLAY" QT_QPA_PLATFORM=xcb stocktake >"$folder/window.log" 2>&1 &
ok "window after $("$PYTHON" "$top/installer/look.py" "$folder/linux-window.png") s; see $folder/linux-window.png"
for process in /proc/[0-9]*; do
    [ "$(readlink "$process/exe" 2>/dev/null)" = "$root/opt/stocktake/runtime/python3.11" ] &&
        kill "${process#/proc/}"
done
wait $! || true
grep -v '^Terminated$' "$folder/window.log" >"$folder/words" || true
[ ! -s "$folder/words" ] || { cat "$folder/window.log"; bad "the window had something to say"; }
kept=$(cd "$root/srv/somebody" && find . -name '*.stocktake')
[ -n "$kept" ] || bad "no file of answers was begun"
if somebody sh -c ': >/opt/stocktake/app/x' 2>/dev/null; then bad "anybody can change it"; fi
code=0
somebody stocktake demo --out /opt/demo >"$folder/said" 2>&1 || code=$?
[ "$code" = 1 ] && [ "$(wc -l <"$folder/said")" = 1 ] || { cat "$folder/said"; bad "no plain sentence"; }
ok "a folder that cannot be written to: exit code 1: $(cat "$folder/said")"

inside apt-get remove -y -qq stocktake >>"$folder/install.log" 2>&1
[ ! -e "$root/opt/stocktake" ] || { find "$root/opt/stocktake" | head; bad "something is left in /opt"; }
(cd "$root/srv/somebody" && [ -n "$(find . -name '*.stocktake')" ]) || bad "the answers went as well"
ok "removed; the answers stay in $kept"
inside dpkg --purge stocktake >>"$folder/install.log" 2>&1
if inside dpkg -s stocktake >/dev/null 2>&1; then bad "the system still knows it"; fi
left=$(inside find / -xdev -iname '*stocktake*' -not -path '/srv/*' -not -path /tmp/stocktake.deb)
[ -z "$left" ] || { echo "$left"; bad "these were left behind"; }
ok "purged: nothing is left of it but the answers"
rm -rf "$root/srv/somebody"
echo "All is well."
