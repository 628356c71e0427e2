#!/bin/sh
# Draws the PNG icons from icon.svg (needs imagemagick, and librsvg or inkscape for its SVG reader).
set -eu
cd "$(dirname "$0")"
for size in 32 128 256 512; do
    convert -background none -density 384 icon.svg -resize "${size}x${size}" -define png:color-type=6 "PNG32:${size}x${size}.png"
done
mv 256x256.png 128x128@2x.png
mv 512x512.png icon.png
