#!/usr/bin/env bash
# Runs the benchmarks beside their peers: benchmarks/run.sh [--quick|--full] [--threads N] [FAMILY…]
#
# A family is a class of benchmarks without that word (pointwise, matmul, …); default are all, on one thread and the larger
# ones on two. Writes benchmarks/results/FAMILY-THREADS.json, prints the table, and puts it into docs/performance.md when
# every family was run. --quick: one fork each, for development. --full: all sizes and both precisions, which takes hours.
# JMH_OPTS goes to JMH, for example "-p op=exp -f 5". RESULTS and DOCUMENT name another folder and document, for another machine.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

# shellcheck source=build.sh
source benchmarks/build.sh
results=${RESULTS:-benchmarks/results}
document=${DOCUMENT:-docs/performance.md}
sources=benchmarks/src/main/java/org/argand

# `launch` measures what JCuda adds to a driver that does nothing; it has no peers, and runs when it is asked for.
known=$(find "$sources" -name '*Benchmark.java' -exec basename {} Benchmark.java \; | tr '[:upper:]' '[:lower:]' | sort)
extent=usual
threads=(1 2)
families=()
while [ $# -gt 0 ]; do
    case $1 in
        --quick | --full) extent=${1#--} ;;
        --threads) threads=("${2:?}") && shift ;;
        *) families+=("$1") ;;
    esac
    shift
done
every=false
if [ ${#families[@]} -eq 0 ]; then
    every=true
    # shellcheck disable=SC2206 # one word per line is meant to be split
    families=(${known//launch/})
fi
for family in "${families[@]}"; do
    if ! grep -qix -- "$family" <<<"$known"; then
        fail "no benchmarks '$family'; there are: $(tr '\n' ' ' <<<"$known")"
    fi
done

# The parameters of JMH for a family on that many threads; fails where it is not run. Turns on several threads are longer
# (see Contest), so that an iteration has to be.
parameters() {
    [ "$2" = 1 ] || printf -- '-r 1s '
    case $extent-$2-$1 in
        full-*-pointwise | full-*-function)
            printf -- '-p size=16,100,1000,10000,100000,1000000,10000000 -p dtype=COMPLEX64,COMPLEX128' ;;
        full-*-gradient) printf -- '-p n=1000,100000,4000000 -p dtype=COMPLEX64,COMPLEX128' ;;
        full-*-reduction) printf -- '-p size=1000,100000,10000000 -p dtype=COMPLEX64,COMPLEX128' ;;
        full-*-matmul) printf -- '-p n=16,64,128,256,512,1024' ;;
        full-*-fft)
            printf -- '-p n=16,64,100,128,139,256,512,864,1024,1200,1536,2048,4096,16384,65536 -p dtype=COMPLEX64,COMPLEX128' ;;
        full-*-small) printf -- '-p n=2,3,4,8,16 -p dtype=COMPLEX64,COMPLEX128' ;;
        *-1-reduction) printf -- '-p dtype=COMPLEX64,COMPLEX128' ;;
        *-1-*) ;;
        *-recorded | *-start) return 1 ;;
        *-pointwise) printf -- '-p size=100000,10000000' ;;
        *-function) printf -- '-p op=exp,div' ;;
        *-matmul) printf -- '-p dtype=COMPLEX64' ;;
    esac
}

build_benchmarks

# What the JVM is told only by the environment: OpenBLAS takes every processor otherwise, and libtorch does not tell it;
# and libtorch, like the JVM, has huge pages. The results do not say where on this machine the JVM is.
measure() {
    local family=$1 count=$2 name=$1-$2 options
    options=$(parameters "$family" "$count") || return 0
    [ "$extent" != quick ] || options+=' -f 1 -i 3'
    printf '%s on %s ...\n' "$family" "$count" >&2
    # shellcheck disable=SC2086 # several options in one variable are meant to be split
    ARGAND_THREADS=$count OPENBLAS_NUM_THREADS=$count OMP_NUM_THREADS=$count THP_MEM_ALLOC_ENABLE=1 \
        "$jdk/bin/java" -cp "$classpath" org.openjdk.jmh.Main "(?i)\\.${family}Benchmark\\." -p "threads=$count" \
        $options -foe true -rf json -rff "$results/$name.json" ${JMH_OPTS:-} >"$build/$name.log" 2>&1 \
        || fail "JMH failed; see $build/$name.log"
    sed -i '/^ *"jvm" : /d' "$results/$name.json"
}

mkdir -p "$results"
for family in "${families[@]}"; do
    if [ "$family" = launch ]; then
        threads=(1)
    fi
    for count in "${threads[@]}"; do
        measure "$family" "$count"
    done
done

report() {
    "$jdk/bin/java" --enable-native-access=ALL-UNNAMED -cp "$classpath" org.argand.benchmarks.Report "$results" \
        benchmarks/targets.csv "$@"
}
report "${families[@]}"
if [ $every = true ] && [ "$extent" != quick ]; then
    report --into "$document"
fi
