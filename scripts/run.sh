#!/usr/bin/env bash
# Opens the window on the sample articles, or on the paths given. Where there
# is no display it opens on a virtual one and leaves a screenshot.
set -euo pipefail
cd "$(dirname "$0")/.."

program=${BACKFILE:-target/debug/backfile}
archive=${BACKFILE_ARCHIVE:-target/run/archive}
[ $# -gt 0 ] || set -- articles
mkdir -p target/run

if [ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ]; then
    exec "$program" --archive "$archive" "$@"
fi

screenshot=$PWD/target/run/screenshot.png
painted=$PWD/target/run/painted
rm -f "$screenshot" "$painted"
echo "There is no display here: the window opens on a virtual one."

display_file=$(mktemp)
Xvfb -displayfd 3 -screen 0 1280x800x24 -nolisten tcp 3>"$display_file" 2>/dev/null &
server=$!
window=
close() {
    [ -z "$window" ] || kill "$window" 2>/dev/null || true
    kill "$server" 2>/dev/null || true
    rm -f "$display_file"
}
trap close EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

# wait_for SECONDS TEST…: waits until TEST holds; fails when time is up or the window is gone.
wait_for() {
    local tries=$(($1 * 10))
    shift
    until "$@"; do
        tries=$((tries - 1))
        [ "$tries" -gt 0 ] || return 1
        [ -z "$window" ] || kill -0 "$window" 2>/dev/null || return 1
        sleep 0.1
    done
}

wait_for 20 test -s "$display_file" || { echo "The virtual display did not start." >&2; exit 1; }
DISPLAY=:$(tr -d '[:space:]' <"$display_file")
export DISPLAY
# Without a desktop there is no session bus; GTK would start one that stays.
export DBUS_SESSION_BUS_ADDRESS=unix:path=/nonexistent NO_AT_BRIDGE=1

BACKFILE_PAINTED_FILE=$painted "$program" --archive "$archive" "$@" &
window=$!
wait_for 60 test -e "$painted" || { echo "The window did not open." >&2; exit 1; }
# First paint is the frame; the articles follow as they are read.
sleep 3
import -window root "$screenshot"
echo "Screenshot: $screenshot"
if [ -t 0 ]; then
    echo "Press Ctrl-C to close the window."
    wait "$window"
fi
