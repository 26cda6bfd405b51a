#!/usr/bin/env bash
# Measures the throughput of links beside the same links in NumPy: benchmarks/links.sh [--quick]
#
# Both work on the same cases in turn, Argand on all processors, NumPy as it comes. Prints the table, and puts it into
# docs/performance.md. Takes two minutes. --quick: one round each, which is not kept. Without NumPy, Argand is measured alone,
# and nothing is kept. PYTHON names another python3.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

# shellcheck source=build.sh
source benchmarks/build.sh
rounds=9
document=docs/performance.md
case ${1:-} in
    '') ;;
    --quick) rounds=1 document=- ;;
    *) fail "links.sh knows --quick, not $1" ;;
esac
arguments=("$rounds" "$document")
python=${PYTHON:-python3}
if "$python" -c 'import numpy' 2>/dev/null; then
    arguments+=("$python" benchmarks/peers/numpy_links.py --turns)
else
    printf 'there is no %s with NumPy; measuring Argand alone\n' "$python" >&2
fi

build_benchmarks

printf 'measuring ...\n' >&2
"$jdk/bin/java" --add-modules=jdk.incubator.vector --enable-native-access=ALL-UNNAMED \
    -XX:+UseParallelGC -Xmx5g -Xmn128m -XX:+UseTransparentHugePages -cp "$classpath" \
    org.argand.benchmarks.LinkThroughput "${arguments[@]}" 2> >(grep -v 'Using incubator modules' >&2)
