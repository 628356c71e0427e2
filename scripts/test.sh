#!/usr/bin/env bash
# Every check and test, cheapest first. Needs `scripts/setup.sh test`.
set -euo pipefail
cd "$(dirname "$0")/.."

step() { printf '\n== %s\n' "$*"; }

step "The interface: types, component tests, build"
npm --prefix ui run --silent check
npm --prefix ui test
make --no-print-directory ui

step "Formatting and lints"
cargo fmt --all --check
cargo clippy --workspace --all-targets -- --deny warnings

step "The core, the commands and the terminal program"
cargo test --workspace

step "The real window"
cargo build --bin backfile --bin backfile-cli
# One file after the other: each opens windows of its own. A machine that is
# busy with something else can starve a window; a file that fails is tried once
# more, and says so.
for file in tests/window/*.test.mjs; do
    timeout --kill-after=10 300 node --test "$file" ||
        { step "Once more: $file" && timeout --kill-after=10 300 node --test "$file"; }
done
