#!/usr/bin/env bash
# Builds what is native: native/build.sh FOLDER; the jar's libraries end up in FOLDER/resources.
#
# Silent unless something fails or cannot be built here: then one line says what and why, and the build goes on.
# native/build.sh FOLDER --test-unless FLAG... runs the tests, and says how many, unless a FLAG is `true`.
set -euo pipefail

tests=OFF
if [ "${2:-}" = --test-unless ]; then
    tests=ON
    for flag in "${@:3}"; do
        [ "$flag" != true ] || exit 0
    done
fi

sources=$(cd -P "$(dirname "${BASH_SOURCE[0]}")" && pwd)
readonly sources
mkdir -p "$1"
output=$(cd -P "$1" && pwd)
readonly output
readonly log=$output/build.log

# What cannot be built was said when the libraries were to be built.
skip() {
    [ "$tests" = ON ] || printf 'native: skipped, %s; there will be no CUDA devices\n' "$1"
    exit 0
}

# Runs a step quietly; if it fails, what it said is worth reading.
quietly() {
    if ! "$@" >"$log" 2>&1; then
        tail -n 60 "$log" >&2
        printf 'native: failed: %s\n' "$*" >&2
        exit 1
    fi
}

# The number of passed tests, from ctest's own sum.
passed() {
    sed -n 's/^100% tests passed, 0 tests failed out of \([0-9]*\)$/\1/p' "$log"
}

[ "$(uname -s)-$(uname -m)" = Linux-x86_64 ] || skip "these libraries are for linux-x86_64"
command -v cmake >/dev/null || skip "there is no cmake"
command -v "${CXX:-c++}" >/dev/null || skip "there is no C++ compiler"

# What was configured before a folder was moved is of no use.
configured() {
    grep -qsxF "$1" "$output/CMakeCache.txt"
}

if ! configured "CMAKE_HOME_DIRECTORY:INTERNAL=$sources" ||
    ! configured "CMAKE_CACHEFILE_DIR:INTERNAL=$output"; then
    rm -rf "$output/CMakeCache.txt" "$output/CMakeFiles" "$output/resources"
fi

# shellcheck source=argand
jdk=$(source "$sources/../argand" && find_jdk 2>/dev/null) || jdk=
[ -f "$jdk/include/jni.h" ] || skip "there is no JDK with jni.h"

jobs=$(nproc)
quietly cmake -S "$sources" -B "$output" -DARGAND_JDK="$jdk" -DARGAND_TESTS="$tests"
quietly cmake --build "$output" --parallel "$jobs"
if [ "$tests" = ON ]; then
    quietly ctest --test-dir "$output" --output-on-failure --parallel "$jobs"
    printf 'native: %s tests passed\n' "$(passed)"
fi
