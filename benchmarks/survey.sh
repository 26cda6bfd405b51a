#!/usr/bin/env bash
# Asks libtorch and Argand for many operators in all four types, on one thread: benchmarks/survey.sh [DOCUMENT]
#
# Prints the table of ratios, and puts it into the document. Takes ten minutes.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

# shellcheck source=build.sh
source benchmarks/build.sh
build_benchmarks

printf 'measuring ...\n' >&2
ARGAND_THREADS=1 OPENBLAS_NUM_THREADS=1 OMP_NUM_THREADS=1 THP_MEM_ALLOC_ENABLE=1 \
    "$jdk/bin/java" --add-modules=jdk.incubator.vector --enable-native-access=ALL-UNNAMED \
    -XX:+UseParallelGC -Xmx5g -Xmn128m -XX:+UseTransparentHugePages -Dorg.bytedeco.javacpp.versionCheck=false \
    -Dorg.bytedeco.javacpp.nopointergc=true -Dorg.bytedeco.javacpp.maxBytes=0 -Dorg.bytedeco.javacpp.maxPhysicalBytes=0 \
    -cp "$classpath" org.argand.benchmarks.Survey "${1:--}" 2> >(grep -v 'Using incubator modules' >&2)
