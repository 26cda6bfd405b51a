#!/usr/bin/env bash
# Makes a Java runtime of just the modules that Argand needs: scripts/runtime.sh FOLDER [OPTION of jlink…]
set -euo pipefail

# shellcheck source=../argand
source "$(dirname "${BASH_SOURCE[0]}")/../argand"

# Figures are drawn by java.desktop; the bindings of CUDA read System properties by way of jdk.unsupported and log by
# java.logging; tests and benchmarks look at the memory by java.management.
readonly MODULES=java.base,java.desktop,java.logging,java.management,jdk.incubator.vector,jdk.unsupported

[ $# -ge 1 ] || fail 'usage: scripts/runtime.sh FOLDER [OPTION of jlink…]'
folder=$1
shift
[ ! -e "$folder" ] || fail "$folder is there already"
"$(find_jdk)/bin/jlink" --add-modules "$MODULES" --strip-debug --no-header-files --no-man-pages "$@" --output "$folder"
