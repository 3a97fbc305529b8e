# Sourced by run and test: makes this machine ready, doing only what is missing.
#
# Sets ROOT and PYTHON. LOCK names the requirements to install and TOOLS the further Debian
# packages wanted. As root on Debian it installs them; otherwise it prints the one line to run.

set -eu
ROOT=$(cd "$(dirname "$0")/.." && pwd)
cd "$ROOT"
VENV=${STOCKTAKE_VENV:-$ROOT/.venv}
PYTHON=$VENV/bin/python
# One stamp for each set of requirements: the tests' set holds everything the program's does.
STAMP=$VENV/.installed-$(basename "$LOCK" .lock)

say() { printf '%s\n' "stocktake: $*" >&2; }

missing_packages() {
    need=
    command -v python3 >/dev/null || need="$need python3"
    python3 -c 'import ensurepip, venv' 2>/dev/null || need="$need python3-venv"
    libraries=$(ldconfig -p 2>/dev/null || /sbin/ldconfig -p)
    while read -r library package; do
        case $libraries in *"$library "*) ;; *) need="$need $package" ;; esac
    done <<EOF
libGL.so.1 libgl1
libEGL.so.1 libegl1
libglib-2.0.so.0 libglib2.0-0
libdbus-1.so.3 libdbus-1-3
libfontconfig.so.1 libfontconfig1
libxkbcommon.so.0 libxkbcommon0
libX11.so.6 libx11-6
libxcb-cursor.so.0 libxcb-cursor0
libxcb-icccm.so.4 libxcb-icccm4
libxcb-keysyms.so.1 libxcb-keysyms1
libxcb-shape.so.0 libxcb-shape0
libxkbcommon-x11.so.0 libxkbcommon-x11-0
libgssapi_krb5.so.2 libgssapi-krb5-2
EOF
    [ -d /usr/share/fonts/truetype/dejavu ] || need="$need fonts-dejavu-core"
    for pair in $TOOLS; do
        command -v "${pair%%=*}" >/dev/null || need="$need ${pair#*=}"
    done
    printf '%s' "$need"
}

install_packages() {
    if ! command -v apt-get >/dev/null; then
        say "these are missing on this machine, under Debian's names for them:$1"
        return
    fi
    if [ "$(id -u)" != 0 ]; then
        say "some system packages are missing; ask an administrator to run:"
        say "  apt-get install --no-install-recommends$1"
        exit 2
    fi
    say "installing$1"
    log=$(mktemp)
    export DEBIAN_FRONTEND=noninteractive
    # shellcheck disable=SC2086 # the list is meant to be split
    apt-get install -y -q --no-install-recommends $1 >"$log" 2>&1 ||
        { apt-get update -q >>"$log" 2>&1 &&
            apt-get install -y -q --no-install-recommends $1 >>"$log" 2>&1; } ||
        { cat "$log" >&2; exit 2; }
    rm -f "$log"
}

# Only Python itself has to be there before the libraries are fetched; the rest comes meanwhile.
MEANWHILE=
packages=$(missing_packages)
case $(id -u):$packages in
*:) ;;
[1-9]* | *python3*) install_packages "$packages" ;;
*) install_packages "$packages" & MEANWHILE=$! ;;
esac
python3 -c 'import sys; sys.exit(sys.version_info[:2] < (3, 11))' ||
    { say "Python 3.11 or later is needed"; exit 2; }

wanted=$(sha256sum "$LOCK" | cut -c1-64)
if [ "$(cat "$STAMP" 2>/dev/null || true)" != "$wanted" ]; then
    say "setting up $VENV"
    [ -x "$PYTHON" ] || python3 -m venv "$VENV"
    "$PYTHON" -m pip install -q --disable-pip-version-check --require-hashes --only-binary :all: -r "$LOCK"
    printf %s "$wanted" >"$STAMP"
fi
[ -z "$MEANWHILE" ] || wait "$MEANWHILE"
export PYTHONPATH="$ROOT${PYTHONPATH:+:$PYTHONPATH}"
