#!/usr/bin/env bash
# Formatting, clippy and svelte-check; a warning fails.
set -euo pipefail
cd "$(dirname "$0")/.."
cargo fmt --all --check
cargo clippy --workspace --all-targets -- --deny warnings
npm --prefix ui run --silent check
