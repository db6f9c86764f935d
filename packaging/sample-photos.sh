#!/usr/bin/env bash
# Puts the sample job's photos into a folder: CC0 and public-domain photos of Debian's package python3-skimage, which is
# downloaded and unpacked, not installed. Where it can't be had the folder stays empty and the reason is said.
#
# usage: packaging/sample-photos.sh FOLDER
set -euo pipefail

folder=$1
photos=(astronaut.png coffee.png chelsea.png rocket.jpg motorcycle_left.png)
mkdir -p "$folder"

all_there() {
    local photo
    for photo in "${photos[@]}"; do
        [ -f "$folder/$photo" ] || return 1
    done
}
if all_there; then
    exit 0
fi

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
chmod 755 "$work"
if ! (cd "$work" && apt-get download -qq python3-skimage) >"$work/log" 2>&1; then
    echo "The sample photos can't be downloaded (Debian's package python3-skimage)." >&2
    exit 0
fi
dpkg -x "$work"/python3-skimage_*.deb "$work/unpacked"
for photo in "${photos[@]}"; do
    found=$(find "$work/unpacked" -name "$photo" -print -quit)
    if [ -n "$found" ]; then
        cp "$found" "$folder/"
    fi
done
echo "Sample photos (CC0 and public domain, from Debian's python3-skimage): $folder"
