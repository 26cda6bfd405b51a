#!/usr/bin/env bash
# Runs the JMH benchmarks: benchmarks/run.sh [FAMILY…], a family being the start of a class name (pointwise, matmul, …).
# Writes benchmarks/results/FAMILY.json and prints a table. JMH_OPTS goes to JMH (for example "-f 1 -wi 1 -i 1").
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

# shellcheck source=../argand
source ./argand
jdk=$(find_jdk)
build=target/quick
results=benchmarks/results

known=$(find benchmarks/src/main/java -name '*Benchmark.java' -exec basename {} Benchmark.java \; \
    | tr '[:upper:]' '[:lower:]' | sort)
families=("$@")
if [ ${#families[@]} -eq 0 ]; then
    # shellcheck disable=SC2206 # one word per line is meant to be split
    families=($known)
fi
for family in "${families[@]}"; do
    if ! grep -qix -- "$family" <<<"$known"; then
        fail "no benchmarks '$family'; there are: $(tr '\n' ' ' <<<"$known")"
    fi
done

mkdir -p target
printf 'building ...\n' >&2
JAVA_HOME=$jdk mvn -B -q -Dquick -Pbenchmarks test-compile dependency:build-classpath \
    -Dmdep.outputFile="$build/benchmarks.classpath" >"$build.log" 2>&1 || {
    grep '^\[ERROR\]' "$build.log" | head -n 8 >&2
    fail "the build failed; all of it is in $build.log"
}

mkdir -p "$results"
for family in "${families[@]}"; do
    printf '%s ...\n' "$family" >&2
    # shellcheck disable=SC2086 # several options in one variable are meant to be split
    "$jdk/bin/java" -cp "$build/classes:$build/test-classes:$(cat "$build/benchmarks.classpath")" \
        org.openjdk.jmh.Main "(?i)\\.${family}Benchmark\\." \
        -jvmArgs "--add-modules jdk.incubator.vector --enable-native-access=ALL-UNNAMED -XX:+UseParallelGC" \
        -foe true -rf json -rff "$results/$family.json" ${JMH_OPTS:-} >"$build/$family.log" \
        || fail "JMH failed; see $build/$family.log"
    sed -n '/^Benchmark /,$p' "$build/$family.log" | sed '/^$/,$d'
done
