#!/usr/bin/env bash
# Installs what is missing to build, run or test Backfile on Debian 12.
#
# usage: scripts/setup.sh build|run|test
#
# `build` covers the window and its interface, `run` adds a virtual display
# where there is no real one, `test` adds the driver of the real window.
# What is there already is left alone; nothing is said when all of it is.
set -euo pipefail
cd "$(dirname "$0")/.."

say() { printf 'setup: %s\n' "$*" >&2; }
die() { say "$*"; exit 1; }

# at_least VERSION MINIMUM: whether VERSION is not older than MINIMUM.
at_least() { [ "$(printf '%s\n%s\n' "$2" "$1" | sort -V | head -n 1)" = "$2" ]; }

need_rust() {
    command -v cargo >/dev/null || die "Rust 1.90 or newer is missing: install it from https://rustup.rs, then run make again."
    local version
    version=$(rustc --version | cut -d' ' -f2)
    at_least "${version%%-*}" 1.90.0 || die "Rust $version is too old, 1.90 or newer is needed: run 'rustup update stable'."
}

need_node() {
    { command -v node && command -v npm; } >/dev/null ||
        die "Node.js 20.19 or newer with npm is missing: install it from https://nodejs.org, then run make again."
    local version
    version=$(node --version)
    at_least "${version#v}" 20.19.0 || die "Node.js $version is too old, 20.19 or newer is needed: install it from https://nodejs.org."
}

# Debian packages, as NAME or NAME=COMMAND where a command tells that it is there.
packages_for() {
    echo libwebkit2gtk-4.1-dev build-essential=cc pkg-config=pkg-config
    if [ "$1" = test ] || { [ "$1" = run ] && [ -z "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ]; }; then
        echo xvfb=Xvfb imagemagick=import
    fi
    [ "$1" != test ] || echo webkit2gtk-driver=WebKitWebDriver dbus-daemon=dbus-daemon at-spi2-core gir1.2-atspi-2.0 python3-gi
}

is_there() {
    local name=${1%%=*} command=${1#*=}
    if [ "$name" != "$command" ]; then command -v "$command" >/dev/null; else
        dpkg-query -W -f '${db:Status-Abbrev}' "$name" 2>/dev/null | grep -q '^ii'
    fi
}

install_packages() {
    local missing=() package
    for package in $(packages_for "$1"); do is_there "$package" || missing+=("${package%%=*}"); done
    [ ${#missing[@]} -gt 0 ] || return 0
    command -v apt-get >/dev/null || die "these packages are missing and there is no apt-get to install them: ${missing[*]}"
    local root=()
    if [ "$(id -u)" -ne 0 ]; then
        command -v sudo >/dev/null || die "run as root, or install these packages first: ${missing[*]}"
        root=(sudo)
    fi
    say "installing ${missing[*]}"
    local quiet=(env DEBIAN_FRONTEND=noninteractive apt-get -qq -o Dpkg::Use-Pty=0)
    "${root[@]}" "${quiet[@]}" update
    "${root[@]}" "${quiet[@]}" install -y --no-install-recommends "${missing[@]}" >/dev/null
}

install_interface() {
    # npm writes this file last; it is older than the lock file when packages changed.
    local stamp=ui/node_modules/.package-lock.json
    if [ ! -f "$stamp" ] || [ ui/package-lock.json -nt "$stamp" ]; then
        say "installing the interface's packages"
        npm --prefix ui ci --no-audit --no-fund --loglevel=error >&2
    fi
}

case "${1:-}" in
build | run | test) ;;
*) die "usage: scripts/setup.sh build|run|test" ;;
esac
need_rust
need_node
install_packages "$1"
install_interface
