#!/usr/bin/env bash
# Proves Argand on a machine with an NVIDIA GPU that needs nothing but its driver and the CUDA libraries.
#
#   scripts/gpu-check.sh bundle [FILE]   where Argand is built: packs all that the other machine needs into one file
#                                        (target/gpu-check.tar.xz)
#   ./gpu-check.sh run [FOLDER]          on the machine with the GPU, in the unpacked bundle: checks and measures, and
#       [--again] [--only STEP,…]        leaves what is worth keeping in FOLDER/<gpu> (results)
#
# To unpack: tar -xf gpu-check.tar.xz, or where there is no xz: python3 -m tarfile -e gpu-check.tar.xz
# To keep: copy results/<gpu> to benchmarks/results/<gpu> of the source tree and commit it.
#
# A run goes on after a step that fails, and exits with 1 if any did. One that was interrupted goes on with what is not
# done when it is started again; --again does all of it anew. With ARGAND_CUDA_DRIVER=software it is a rehearsal on the
# software device, with benchmarks as small as can be. ARGAND_STEP_SECONDS limits each command of a step (7200).
set -uo pipefail
export LC_ALL=C.UTF-8

readonly STEPS='found symbols verify conformance sanitizer timings torch jax table'
readonly SKIPPED=77
# The suites that a GPU is held to, but for the one about files of the source tree; the build runs the same on the software device.
readonly SUITES='org\.argand\.(backend\.cuda\.(?!CudaBindings)\w+|autograd\.GpuConformance|tensor\.CmathTensors|phy\.link\.TrainingOnDevices)Test'

home=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
folder=results
again=
only=$STEPS
child=
reason=

usage() {
    sed -n '2,/^set/{/^set/d; s/^# \{0,1\}//; p}' "${BASH_SOURCE[0]}"
}

fail() {
    printf 'gpu-check: %s\n' "$1" >&2
    exit 2
}

# Runs a command so that a signal to this script ends it, too, and not for ever.
limited() {
    timeout --foreground --kill-after=30 "${ARGAND_STEP_SECONDS:-7200}" "$@" </dev/null &
    child=$!
    wait "$child"
    local code=$?
    child=
    [ "$code" -ne 124 ] || printf 'ended after %s s\n' "${ARGAND_STEP_SECONDS:-7200}"
    return "$code"
}

run_java() {
    limited "$home/java/bin/java" --add-modules jdk.incubator.vector --enable-native-access=ALL-UNNAMED \
        -XX:+UseParallelGC -XX:MaxRAMPercentage=60 -Djava.awt.headless=true \
        -cp "$home/argand.jar:$home/lib/*:$home/test:$home/test-lib/*" "$@"
}

argand() {
    run_java org.argand.cli.Main "$@"
}

benchmark() {
    local name=$1
    shift
    run_java "org.argand.benchmarks.gpu.$name" "$@"
}

is_rehearsal() {
    [ "${ARGAND_CUDA_DRIVER:-}" = software ]
}

# A line of the driver's report; empty if there is none.
reported() {
    sed -n "s/^$1=//p" "$logs/driver.txt" 2>/dev/null
}

# --- The steps: 0 is passed, 77 is skipped, with the reason in $reason.

# What this machine has; passes if Argand can use its GPU.
found() {
    uname -srm
    ldd --version 2>/dev/null | head -n 1
    if command -v nvidia-smi >/dev/null; then
        nvidia-smi --query-gpu=name,driver_version,memory.total,pcie.link.gen.max,clocks.max.sm,clocks.max.mem --format=csv
    else
        echo 'no nvidia-smi'
    fi
    argand devices --device cuda
    local code=$?
    reason=$(sed -n 's/^\* //p' "$log")
    return $code
}

# Every symbol that JCuda links must be in the driver.
symbols() {
    cat "$logs/driver.txt"
    reason="of $(reported symbols) symbols missing: $(reported missing)"
    [ "$(reported missing)" = none ]
}

verify() {
    argand verify --device cuda --quiet --json "$out/verify.json"
}

conformance() {
    run_java -Dargand.test.device=cuda org.junit.platform.console.ConsoleLauncher execute \
        --scan-classpath "$home/test" --include-classname "$SUITES" --fail-if-no-tests --disable-banner \
        --disable-ansi-colors --details=summary --reports-dir "$logs/junit"
    local code=$?
    reason=$(sed -n 's/^\[ *\([0-9]*\) tests \(successful\|skipped\|aborted\|failed\).*/\1 \2/p' "$log" | paste -sd ' ')
    return $code
}

find_sanitizer() {
    command -v compute-sanitizer && return
    local path
    for path in "${CUDA_HOME:-/nowhere}"/bin/compute-sanitizer /usr/local/cuda*/bin/compute-sanitizer; do
        if [ -x "$path" ]; then
            printf '%s\n' "$path"
            return
        fi
    done
    return 1
}

# A part of verify under the tools that watch every access of every thread.
sanitizer() {
    if is_rehearsal; then
        echo 'the software device checks each access itself'
        benchmark ShortConformance cuda 20
        return
    fi
    local tool every worst=0
    watcher=$(find_sanitizer) || { reason='no compute-sanitizer'; return $SKIPPED; }
    while read -r tool every; do
        echo "== $tool"
        watched "$tool" "$every" || worst=1
    done <<<$'memcheck 6\nracecheck 20\nsynccheck 20'
    return $worst
}

watched() {
    limited "$watcher" --tool "$1" --error-exitcode 9 --target-processes application-only --print-limit 20 \
        "$home/java/bin/java" --add-modules jdk.incubator.vector --enable-native-access=ALL-UNNAMED \
        -cp "$home/argand.jar:$home/lib/*:$home/test:$home/test-lib/*" \
        org.argand.benchmarks.gpu.ShortConformance cuda "$2"
}

# As many elements as leave room for a peer's intermediate results, 2^27 at most.
elements() {
    local n=$((1 << 27)) memory
    memory=$(reported memory)
    while [ $((64 * n)) -gt "${memory:-0}" ] && [ "$n" -gt 1024 ]; do
        n=$((n / 2))
    done
    printf '%s\n' "$n"
}

timings() {
    rm -f "$out"/{torch,jax}.json
    if is_rehearsal; then
        benchmark GpuTimings cuda "$out/argand.json"
    else
        benchmark GpuTimings cuda "$out/argand.json" "$(elements)"
    fi
}

# Times what argand.json lists: the program, the module that it needs, and how to ask whether that has a GPU.
peer() {
    [ -s "$out/argand.json" ] || { reason='no timings to set beside'; return 1; }
    python3 -c "import $2" 2>/dev/null || { reason="no python3 that has $2"; return $SKIPPED; }
    if ! is_rehearsal && ! python3 -c "import $2; raise SystemExit(not ($3))" 2>/dev/null; then
        reason="$2 finds no GPU"
        return $SKIPPED
    fi
    limited env PYTHONDONTWRITEBYTECODE=1 python3 "$home/peers/$1" "$out/argand.json" "$out/$2.json"
}

torch() {
    peer torch_gpu.py torch 'torch.cuda.is_available()'
}

jax() {
    # Otherwise it takes most of the memory at once, and keeps it.
    export XLA_PYTHON_CLIENT_PREALLOCATE=false
    peer jax_gpu.py jax 'jax.default_backend() == "gpu"'
}

table() {
    [ -s "$out/argand.json" ] || { reason='no timings'; return 1; }
    reason='timings.md'
    benchmark Comparison "$out" "$(reported copy_gb_per_s)"
}

# --- What came of the steps.

quoted() {
    local text=${1//\\/\\\\}
    text=${text//\"/\\\"}
    printf '"%s"' "${text//[$'\t\r\n']/ }"
}

# step, state, exit code, seconds, reason: one line, kept for a run that goes on.
note() {
    printf '%s\t%s\t%s\t%s\t%s\n' "$@" >"$logs/$1.state"
}

write_summary() {
    local step state code seconds why comma=
    {
        printf '{\n  "gpu": %s,\n  "argand": %s,\n' "$(quoted "$gpu")" "$(quoted "$(cat "$home/VERSION")")"
        printf '  "rehearsal": %s,\n  "ended": %s,\n' "$(is_rehearsal && echo true || echo false)" "$(quoted "$1")"
        printf '  "date": %s,\n  "steps": [' "$(quoted "$(date -u +%Y-%m-%dT%H:%M:%SZ)")"
        for step in $STEPS; do
            [ -s "$logs/$step.state" ] || continue
            IFS=$'\t' read -r _ state code seconds why <"$logs/$step.state"
            printf '%s\n    {"step": "%s", "state": "%s", "exit": %s, "seconds": %s, "reason": %s}' \
                "$comma" "$step" "$state" "$code" "$seconds" "$(quoted "$why")"
            comma=,
        done
        printf '\n  ]\n}\n'
    } >"$out/summary.json.part"
    mv "$out/summary.json.part" "$out/summary.json"
    write_readme
}

# For people: the steps, then the table.
write_readme() {
    local step state code seconds why
    {
        printf '# %s\n\n' "$gpu"
        ! is_rehearsal || printf 'A rehearsal on the software device: the times mean nothing.\n\n'
        printf 'Argand %s, by scripts/gpu-check.sh.\n\n| step | state | seconds | |\n|---|---|--:|---|\n' "$(cat "$home/VERSION")"
        for step in $STEPS; do
            [ -s "$logs/$step.state" ] || continue
            IFS=$'\t' read -r _ state code seconds why <"$logs/$step.state"
            printf '| %s | %s | %s | %s |\n' "$step" "$state" "$seconds" "${why//|/\\|}"
        done
        [ ! -s "$out/timings.md" ] || { echo; sed 's/^# /## /' "$out/timings.md"; }
    } >"$out/README.md"
}

interrupted() {
    trap '' INT TERM
    [ -z "$child" ] || kill -TERM "$child" 2>/dev/null
    wait
    [ -z "${current:-}" ] || note "$current" interrupted 130 $(((${EPOCHREALTIME/./} - begin) / 1000000)) ''
    write_summary interrupted
    printf 'interrupted; start again to go on. So far: %s\n' "$out" >&2
    exit 130
}

is_done() {
    [ -z "$again" ] && grep -qE $'^[^\t]+\t(passed|skipped)\t' "$logs/$1.state" 2>/dev/null
}

step() {
    current=$1
    local log="$logs/$1.txt" state code
    if is_done "$1"; then
        printf '%-12s done before\n' "$1"
        return
    fi
    begin=${EPOCHREALTIME/./}
    reason=
    "$1" >"$log" 2>&1
    code=$?
    local milliseconds=$(((${EPOCHREALTIME/./} - begin) / 1000))
    case $code in
        0) state=passed ;;
        "$SKIPPED") state=skipped ;;
        *) state=failed ;;
    esac
    # Without a reason of its own, a step is known by its exception or else by its last word.
    [ -n "$reason" ] || reason=$(grep -m 1 '^Exception in thread' "$log")
    [ -n "$reason" ] || reason=$(grep -v '^[[:space:]]*$' "$log" | tail -n 1)
    reason=${reason:0:300}
    local seconds
    seconds=$(printf '%d.%03d' $((milliseconds / 1000)) $((milliseconds % 1000)))
    note "$1" "$state" "$code" "$seconds" "$reason"
    current=
    [ ! -f "$log" ] || case $1 in found | symbols | conformance | sanitizer) cp "$log" "$out/$1.txt" ;; esac
    write_summary running
    printf '%-12s %-8s %9s s  %s\n' "$1" "$state" "$seconds" "$reason"
}

# Asks the driver, which also tells whose results these are.
ask_driver() {
    local bytes=$((1 << 30)) temporary
    ! is_rehearsal || bytes=$((1 << 16))
    temporary=$(mktemp)
    benchmark DriverReport "${ARGAND_CUDA_DRIVER:-}" "$home/driver.symbols" "$bytes" >"$temporary" 2>&1
    gpu=$(sed -n 's/^gpu=//p' "$temporary")
    gpu=${gpu:-no GPU}
    local name
    name=$(printf '%s' "$gpu" | tr '[:upper:]' '[:lower:]' | tr -cs 'a-z0-9' '-')
    out=$folder/${name%-}
    logs=$folder/log/${name%-}
    mkdir -p "$out" "$logs" || fail "cannot write to $folder"
    mv "$temporary" "$logs/driver.txt"
}

run() {
    [ -x "$home/java/bin/java" ] || fail 'run is for an unpacked bundle; make one with: scripts/gpu-check.sh bundle'
    while [ $# -gt 0 ]; do
        case $1 in
            --again) again=yes ;;
            --only)
                [ $# -ge 2 ] || fail '--only names steps'
                only=${2//,/ }
                shift
                ;;
            -*) fail "no option $1; see --help" ;;
            *) folder=$1 ;;
        esac
        shift
    done
    local name
    for name in $only; do
        [[ " $STEPS " == *" $name "* ]] || fail "no step '$name'; there are: $STEPS"
    done
    mkdir -p "$folder" || fail "cannot write to $folder"
    folder=$(cd "$folder" && pwd)
    ask_driver
    trap interrupted INT TERM
    printf '%s -> %s\n' "$gpu" "$out"
    for name in $STEPS; do
        [[ " $only " != *" $name "* ]] || step "$name"
    done
    write_summary complete
    ! grep -q '"state": "failed"' "$out/summary.json"
}

case ${1:-} in
    bundle)
        [ -x "$home/gpu-check-bundle.sh" ] || fail 'a bundle is made in the source tree'
        shift
        exec "$home/gpu-check-bundle.sh" "$@"
        ;;
    run)
        shift
        run "$@" || exit 1
        ;;
    -h | --help | '') usage ;;
    *) fail "'$1' is neither bundle nor run; see --help" ;;
esac
