# shellcheck shell=bash
# Builds the benchmarks: sourced by the scripts beside it, in the root of the repository. Sets jdk, build (the folder) and
# classpath.

# shellcheck source=../argand
source ./argand
jdk=$(find_jdk)
build=target/quick

build_benchmarks() {
    mkdir -p target
    printf 'building ...\n' >&2
    JAVA_HOME=$jdk mvn -B -q -Dquick -Pbenchmarks -DskipTests package dependency:build-classpath \
        -Dmdep.outputFile="$build/benchmarks.classpath" >"$build.log" 2>&1 || {
        grep '^\[ERROR\]' "$build.log" | head -n 8 >&2
        fail "the build failed; all of it is in $build.log"
    }
    # shellcheck disable=SC2034 # for whoever sources this
    classpath="$build/classes:$build/test-classes:$(cat "$build/benchmarks.classpath")"
}
