#!/usr/bin/env bash
# Compiles every .cu beside this file to prebuilt/*.ptx with nvcc, and records what was made of what in prebuilt/MANIFEST.
#   kernels/build.sh            builds
#   kernels/build.sh --check    fails if sources or PTX are not those recorded, or if the sources do not compile
set -euo pipefail
cd "$(dirname "$0")"

# compute_75 is the oldest that CUDA 13 compiles for. What it emits for it is PTX 6.3, which drivers since CUDA 10 take,
# whatever newer version nvcc writes at its head. Zeros, subnormals and roundings are those of IEEE.
readonly FLAGS=(-std=c++17 -arch=compute_75 -ptx -ftz=false -prec-div=true -prec-sqrt=true)

# The library holds functions to the last bit of the host's (random numbers, sums of two doubles, signs of zeros), so
# that no product may be contracted into a sum; it says fma where it means it. Kernels of sums and products gain digits
# and speed by contraction.
flags_of() {
    case $1 in
        library.cu) echo "-rdc=true -fmad=false" ;;
        *) echo "-fmad=true" ;;
    esac
}

fail() {
    echo "kernels: $*" >&2
    exit 1
}

# The PTX of source $1 into file $2, without comments and blank lines.
compile() {
    local raw="$2.raw"
    # shellcheck disable=SC2046
    nvcc "${FLAGS[@]}" $(flags_of "$1") "$1" -o "$raw" || fail "$1 does not compile"
    sed -e 's/^\.version .*/.version 6.3/' -e 's,[[:space:]]*//.*$,,' -e '/^[[:space:]]*$/d' "$raw" > "$2"
    rm "$raw"
}

nvcc_version() {
    nvcc --version | sed -n 's/.*release \([0-9.]*\).*/\1/p'
}

# Hashes of what is there now: the sources, then what was made of them.
hashes() {
    LC_ALL=C sha256sum build.sh ./*.cu ./*.cuh prebuilt/*.ptx | sed 's,\./,,'
}

compile_all() {
    local source
    for source in *.cu; do
        compile "$source" "$1/${source%.cu}.ptx"
    done
}

build() {
    command -v nvcc > /dev/null || fail "there is no nvcc to build with"
    rm -f prebuilt/*.ptx
    mkdir -p prebuilt
    compile_all prebuilt
    { echo "nvcc $(nvcc_version)"; hashes; } > prebuilt/MANIFEST
    echo "kernels: $(ls prebuilt/*.ptx | wc -l) PTX files, $(du -ch prebuilt/*.ptx | tail -1 | cut -f1), nvcc $(nvcc_version)"
}

check() {
    [ -f prebuilt/MANIFEST ] || fail "prebuilt/MANIFEST is missing: run kernels/build.sh"
    local drift
    drift=$({ diff <(tail -n +2 prebuilt/MANIFEST) <(hashes) || true; } | sed -n 's/^[<>] [0-9a-f]* *//p' | sort -u | tr '\n' ' ')
    [ -z "$drift" ] || fail "not what prebuilt/MANIFEST was made of: ${drift% }; run kernels/build.sh"
    if command -v nvcc > /dev/null; then
        folder=$(mktemp -d)
        trap 'rm -rf "$folder"' EXIT
        compile_all "$folder"
        echo "kernels: prebuilt PTX is that of the sources, which nvcc $(nvcc_version) compiles"
    else
        echo "kernels: prebuilt PTX is that of the sources (no nvcc here to compile them again)"
    fi
}

case "${1:-}" in
    "") build ;;
    --check) check ;;
    *) fail "usage: kernels/build.sh [--check]" ;;
esac
