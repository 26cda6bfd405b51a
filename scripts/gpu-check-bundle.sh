#!/usr/bin/env bash
# Packs what gpu-check.sh needs on a machine with a GPU into one file: scripts/gpu-check.sh bundle [FILE]
set -euo pipefail

invoked=$PWD
cd "$(dirname "${BASH_SOURCE[0]}")/.."
# shellcheck source=../argand
source ./argand
readonly LARGEST=$((60 * 1000 * 1000))

jdk=$(find_jdk)
build=target/quick
bundle=target/gpu-check
file=${1:-target/gpu-check.tar.xz}
[ $# -eq 0 ] || file=$(cd "$invoked" && cd "$(dirname "$1")" && pwd)/$(basename "$1")

# Maven on the JDK 25, quietly, with its errors shown.
maven() {
    JAVA_HOME=$jdk mvn -B -q -Dquick "$@" >"$build.log" 2>&1 || {
        grep '^\[ERROR\]' "$build.log" | head -n 8 >&2
        fail "the build failed; all of it is in $build.log"
    }
}

mkdir -p target
printf 'building ...\n' >&2
maven -Pbenchmarks -DskipTests package dependency:build-classpath -Dmdep.includeScope=test \
    -Dmdep.outputFile="$build/test.classpath"
junit=$(tr ':' '\n' <"$build/test.classpath" | sed -n 's/.*junit-jupiter-api-\(.*\)\.jar$/\1/p')
maven dependency:copy -Dartifact="org.junit.platform:junit-platform-console-standalone:$junit" \
    -DoutputDirectory="$build/console"
[[ $("$jdk/bin/jar" tf "$build/argand.jar") == *libargand_cuda.so* ]] \
    || fail 'the jar has no natives (native/build.sh says why); a bundle without them proves nothing'

rm -rf "$bundle"
mkdir -p "$bundle/lib" "$bundle/test-lib"
scripts/runtime.sh "$bundle/java" --compress zip-0
cp LICENSE "$build/argand.jar" "$bundle/"
cp "$build"/lib/*.jar "$bundle/lib/"
cp -r "$build/test-classes" "$bundle/test"
cp "$build"/console/*.jar "$bundle/test-lib/"
# What tests and benchmarks need beside JUnit.
tr ':' '\n' <"$build/test.classpath" | grep -E '/(apfloat|archunit|slf4j-api|jmh-core|jopt-simple|commons-math3)-[^/]*\.jar$' \
    | while IFS= read -r jar; do cp "$jar" "$bundle/test-lib/"; done
cp -r benchmarks/peers "$bundle/peers"
cp native/device/driver.symbols "$bundle/"
cp scripts/gpu-check.sh "$bundle/"
git describe --always --dirty >"$bundle/VERSION" 2>/dev/null || printf 'unknown\n' >"$bundle/VERSION"

printf 'packing ...\n' >&2
tar -C target --sort=name --owner=0 --group=0 -cf - gpu-check | xz -9 >"$file.part"
mv "$file.part" "$file"
size=$(stat -c %s "$file")
[ "$size" -lt "$LARGEST" ] || fail "$file has $size bytes, more than $LARGEST"
printf '%s: %d.%d MB\n' "$file" $((size / 1000000)) $((size / 100000 % 10))
