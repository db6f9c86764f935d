#!/usr/bin/env bash
# Installs the Debian packages that Labelwright is built from. Safe to repeat: says what is missing, and nothing when
# nothing is.
#
# usage: packaging/install-deps.sh [--test] [--bench] [--fuzz] [--list]
#   --test   also what ./test needs
#   --bench  also what tests/bench/report needs
#   --fuzz   also what tests/fuzz/run needs
#   --list   only print the packages
set -euo pipefail

packages=(
    g++ cmake ninja-build ccache pkg-config
    libqt6opengl6-dev qt6-base-dev qt6-charts-dev qt6-svg-dev
    libopencv-core-dev libopencv-dnn-dev libopencv-imgproc-dev libopencv-video-dev
    libjpeg-dev libpng-dev libtiff-dev libwebp-dev libzip-dev zlib1g-dev libexif-dev
    nlohmann-json3-dev libpugixml-dev libsodium-dev libssl-dev libcli11-dev libfmt-dev
    fonts-dejavu-core
)
test_packages=(clang-format git python3 python3-lxml python3-numpy python3-pil rclone)
fuzz_packages=(clang libclang-rt-14-dev)
bench_packages=(libopencv-imgcodecs-dev libbenchmark-dev python3)

list_only=false
for argument in "$@"; do
    case "$argument" in
        --test) packages+=("${test_packages[@]}") ;;
        --bench) packages+=("${bench_packages[@]}") ;;
        --fuzz) packages+=("${fuzz_packages[@]}") ;;
        --list) list_only=true ;;
        *) echo "usage: $0 [--test] [--bench] [--fuzz] [--list]" >&2; exit 2 ;;
    esac
done
if $list_only; then
    printf '%s\n' "${packages[@]}"
    exit
fi

if ! command -v apt-get >/dev/null || ! command -v dpkg-query >/dev/null; then
    echo "This system has no apt. Labelwright needs the equivalents of these Debian 12 packages:" >&2
    echo "  ${packages[*]}" >&2
    echo "Install them, then build: cmake --preset release && cmake --build --preset release" >&2
    exit 1
fi

missing=()
for package in "${packages[@]}"; do
    if [ "$(dpkg-query -W -f='${db:Status-Status}' "$package" 2>/dev/null)" != installed ]; then
        missing+=("$package")
    fi
done
if [ ${#missing[@]} -eq 0 ]; then
    exit 0
fi

echo "Installing ${#missing[@]} packages: ${missing[*]}"
as_root=()
if [ "$(id -u)" -ne 0 ]; then
    if ! command -v sudo >/dev/null; then
        echo "That needs root. Run this as root, then start again:" >&2
        echo "  apt-get install --no-install-recommends ${missing[*]}" >&2
        exit 1
    fi
    as_root=(sudo)
fi
export DEBIAN_FRONTEND=noninteractive
if ! "${as_root[@]}" apt-get update -qq; then
    echo "The package lists could not be updated; going on with those that are here." >&2
fi
if ! "${as_root[@]}" apt-get install -y -qq --no-install-recommends "${missing[@]}"; then
    echo "The packages could not be installed. Labelwright is made for Debian 12; see the message above." >&2
    exit 1
fi
