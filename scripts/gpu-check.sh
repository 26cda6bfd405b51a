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
# verify, conformance and sanitizer use as many processes as there are cores, 16 at most, or ARGAND_PROCESSES.
set -uo pipefail
export LC_ALL=C.UTF-8

readonly STEPS='found symbols verify conformance sanitizer leaks timings torch torch_compiled jax table profile'
readonly SKIPPED=77
# The suites that a GPU is held to, but for the one about files of the source tree; the build runs the same on the software
# device. GpuConformanceTest is not among them: on a first GPU it makes the comparisons of verify, from the same seed.
readonly SUITES='org\.argand\.(backend\.cuda\.[A-Za-z]+|tensor\.CmathTensors|phy\.link\.TrainingOnDevices)Test'
readonly ELSEWHERE='org\.argand\.backend\.cuda\.CudaBindingsTest'
readonly SECONDS_OF_A_COMMAND=${ARGAND_STEP_SECONDS:-7200}

home=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
folder=results
again=
only=$STEPS
children=()
failed=
reason=

usage() {
    sed -n '2,/^set/{/^set/d; s/^# \{0,1\}//; p}' "${BASH_SOURCE[0]}"
}

fail() {
    printf 'gpu-check: %s\n' "$1" >&2
    exit 2
}

# Starts a command in a process group of its own, by which all that it starts is ended at the limit or by a signal to this script.
start() {
    timeout --kill-after=30 "$SECONDS_OF_A_COMMAND" "$@" </dev/null &
    children+=($!)
}

# Waits for such a process, whose exit code it returns, and ends what it may have left; says if the limit ended it: PID NAME.
finish() {
    wait "$1"
    local code=$? k
    for ((k = 0; k < 4; k++)); do
        kill -TERM -- "-$1" 2>/dev/null || break
        sleep 0.5
    done
    kill -KILL -- "-$1" 2>/dev/null
    case $code in
        124) printf 'ended after %s s: %s\n' "$SECONDS_OF_A_COMMAND" "$2" ;;
        137) printf 'killed, by the system or 30 s after the limit of %s s: %s\n' "$SECONDS_OF_A_COMMAND" "$2" ;;
    esac
    return "$code"
}

limited() {
    start "$@"
    finish "$!" "${current:-driver}"
    local code=$?
    children=()
    return "$code"
}

# Does tasks by their names, at most $processes at once: "$1 NAME" starts one, and what it prints follows in the log when all
# are done. Returns 1 if any failed, and has their names in $failed.
together() {
    local starter=$1 name code k=0
    shift
    rm -rf "$parts"
    mkdir -p "$parts"
    for name; do
        while [ "$(jobs -rp | wc -l)" -ge "$processes" ]; do
            wait -n
        done
        "$starter" "$name" >"$parts/$name.txt" 2>&1
    done
    failed=
    for name; do
        finish "${children[k]}" "$name" >>"$parts/$name.txt" 2>&1
        code=$?
        k=$((k + 1))
        [ "$code" -eq 0 ] || failed+="${failed:+, }${name##*.} (exit $code)"
        printf '== %s: exit %d\n' "$name" "$code"
        cat "$parts/$name.txt"
    done
    children=()
    [ -z "$failed" ]
}

# The names of as many parts as there are processes: PREFIX.
numbered() {
    local k
    for ((k = 1; k <= processes; k++)); do
        printf '%s-%d\n' "$1" "$k"
    done
}

java=("$home/java/bin/java" --add-modules jdk.incubator.vector --enable-native-access=ALL-UNNAMED
    -Djava.awt.headless=true -cp "$home/argand.jar:$home/lib/*:$home/test:$home/test-lib/*")

run_java() {
    limited "${java[@]}" -XX:+UseParallelGC -XX:MaxRAMPercentage=60 "$@"
}

# How many processes share the machine, and the JVM of one of them, with its share of the memory and of the cores.
share() {
    local cores
    cores=$(nproc)
    processes=${ARGAND_PROCESSES:-$((cores < 16 ? cores : 16))}
    [[ $processes =~ ^[1-9][0-9]{0,2}$ ]] || fail "ARGAND_PROCESSES is a number of processes, not '$processes'"
    local hundredths=$((6000 / processes)) each=$((cores / processes))
    shared=("${java[@]}" -XX:+UseSerialGC "-XX:ActiveProcessorCount=$((each > 2 ? each : 2))"
        "-XX:MaxRAMPercentage=$((hundredths / 100)).$((hundredths / 10 % 10))$((hundredths % 10))")
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
    return "$code"
}

# Every symbol that JCuda links must be in the driver.
symbols() {
    cat "$logs/driver.txt"
    reason="of $(reported symbols) symbols missing: $(reported missing)"
    [ "$(reported missing)" = none ]
}

verify_part() {
    start "${shared[@]}" org.argand.cli.Main verify --device cuda --quiet --part "${1#part-}/$processes" \
        --json "$parts/$1.json"
}

verify() {
    local names files code
    mapfile -t names < <(numbered part)
    files=("${names[@]/#/"$parts/"}")
    together verify_part "${names[@]}"
    code=$?
    rm -f "$out/verify.json"
    benchmark Merged "$out/verify.json" "${files[@]/%/.json}" || code=1
    reason=$(tail -n 1 "$log")${failed:+; failed: $failed}
    # Their results are in the one file.
    [ "$code" -ne 0 ] || rm -f "$parts"/*.json
    return "$code"
}

# Classes whose tests can run in different processes, those with the most code first.
suites() {
    find "$home/test" -name '*Test.class' -printf '%s %P\n' | sort -rn | sed 's/^[0-9]* //; s/\.class$//; s|/|.|g' \
        | grep -xE "$SUITES" | grep -vxE "$ELSEWHERE"
}

suite() {
    start "${shared[@]}" -Dargand.test.device=cuda org.junit.platform.console.ConsoleLauncher execute \
        --select-class "$1" --fail-if-no-tests --disable-banner --disable-ansi-colors --details=summary \
        --reports-dir "$logs/junit/$1"
}

conformance() {
    local names code
    mapfile -t names < <(suites)
    rm -rf "$logs/junit"
    together suite "${names[@]}"
    code=$?
    reason=$(sed -n 's/^\[ *\([0-9]*\) tests \(successful\|skipped\|aborted\|failed\) .*/\1 \2/p' "$log" | awk '
        { n[$2] += $1 }
        END { printf "%d successful, %d skipped, %d aborted, %d failed", n["successful"], n["skipped"], n["aborted"], n["failed"] }'
    )${failed:+; failed: $failed}
    return "$code"
}

# Where a tool of the toolkit is: NAME.
find_tool() {
    command -v "$1" && return
    local path
    for path in "${CUDA_HOME:-/nowhere}/bin/$1" /usr/local/cuda*/bin/"$1"; do
        if [ -x "$path" ]; then
            printf '%s\n' "$path"
            return
        fi
    done
    return 1
}

# A part of verify under the tools that watch every access of every thread; the software device is such a tool itself.
sanitizer() {
    local tools='memcheck racecheck synccheck' tool names=() code
    if is_rehearsal; then
        tools=software
    else
        watcher=$(find_tool compute-sanitizer) || { reason='no compute-sanitizer'; return $SKIPPED; }
        # Several at once need ports of their own to reach the processes that they watch.
        watcher_port=$("$watcher" --help 2>&1 | grep -oE -m 1 -- '--(base-)?port\b' | head -n 1)
    fi
    for tool in $tools; do
        mapfile -t -O "${#names[@]}" names < <(numbered "$tool")
    done
    together watched "${names[@]}"
    code=$?
    for tool in $tools; do
        reason+="${reason:+; }$tool: $(cat "$parts/$tool"-*.txt | awk '
            /: [0-9]+ comparisons, [0-9]+ failed$/ { comparisons += $2; wrong += $4 }
            /SUMMARY: [0-9]+ errors?$/ || /SUMMARY: .*errors?, [0-9]+ warnings?\)$/ {
                match($0, /[0-9]+ errors?/)
                errors += substr($0, RSTART)
            }
            END { printf "%d comparisons, %d failed, %d errors", comparisons, wrong, errors }')"
    done
    [[ $reason =~ \ [1-9][0-9]*\ errors ]] && code=1
    reason+=${failed:+; failed: $failed}
    return "$code"
}

# Part k of N takes the ops k·every, (k + N)·every, …, from k = 0: TOOL-NUMBER.
watched() {
    local tool=${1%-*} k=$((${1##*-} - 1)) every=20 under=()
    if [ "$tool" != software ]; then
        under=("$watcher" --tool "$tool" --error-exitcode 9 --target-processes application-only --print-limit 20)
        [ -z "$watcher_port" ] || under+=("$watcher_port" $((49152 + 64 * k)))
    fi
    [ "$tool" != memcheck ] || every=6
    start "${under[@]}" "${shared[@]}" org.argand.benchmarks.gpu.ShortConformance cuda $((every * processes)) $((every * k))
}

# Trains on, and fails if memory is lost.
leaks() {
    local steps=10000
    ! is_rehearsal || steps=20
    benchmark LeakCheck cuda "$steps"
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
    rm -f "$out"/{torch,torch_compiled,jax}.json
    if is_rehearsal; then
        benchmark GpuTimings cuda "$out/argand.json"
    else
        benchmark GpuTimings cuda "$out/argand.json" "$(elements)"
    fi
}

# Times what argand.json lists: the program, the module that it needs, how to ask whether that has a GPU, and the name of what
# it writes, which is that of the module without one.
peer() {
    [ -f "$home/peers/$1" ] || { reason="no $1 in this bundle"; return $SKIPPED; }
    [ -s "$out/argand.json" ] || { reason='no timings to set beside'; return 1; }
    python3 -c "import $2" 2>/dev/null || { reason="no python3 that has $2"; return $SKIPPED; }
    if ! is_rehearsal && ! python3 -c "import $2; raise SystemExit(not ($3))" 2>/dev/null; then
        reason="$2 finds no GPU"
        return $SKIPPED
    fi
    limited env PYTHONDONTWRITEBYTECODE=1 python3 "$home/peers/$1" "$out/argand.json" "$out/${4:-$2}.json"
}

torch() {
    peer torch_gpu.py torch 'torch.cuda.is_available()'
}

torch_compiled() {
    peer torch_compiled.py torch 'torch.cuda.is_available()' torch_compiled
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

# How long each kernel of some training steps takes.
profile() {
    local op profiler files=()
    if is_rehearsal; then
        benchmark Calls cuda training_awgn 64 1
        return
    fi
    profiler=$(find_tool ncu) || { reason='no ncu'; return $SKIPPED; }
    rm -rf "$parts"
    mkdir -p "$parts"
    for op in training_awgn network; do
        files+=("$parts/$op.csv")
        limited "$profiler" --target-processes application-only --metrics gpu__time_duration.sum --print-units base --csv \
            --log-file "$parts/$op.csv" "${java[@]}" org.argand.benchmarks.gpu.Calls cuda "$op" 32000 1 || return 1
    done
    benchmark KernelProfile "$out/profile.md" "${files[@]}"
    local code=$?
    reason='profile.md'
    return "$code"
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
    trap '' INT TERM HUP
    local group
    # To the process, which may not lead its group yet, then to the group.
    for group in "${children[@]}"; do
        kill -TERM "$group" 2>/dev/null
        kill -TERM -- "-$group" 2>/dev/null
    done
    wait
    for group in "${children[@]}"; do
        kill -KILL -- "-$group" 2>/dev/null
    done
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
    local log="$logs/$1.txt" parts="$logs/$1" state code
    if is_done "$1"; then
        printf '%-12s done before\n' "$1"
        return
    fi
    begin=${EPOCHREALTIME/./}
    reason=
    failed=
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
    [ ! -f "$log" ] || case $1 in found | symbols | conformance | sanitizer | leaks) cp "$log" "$out/$1.txt" ;; esac
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
    share
    mkdir -p "$folder" || fail "cannot write to $folder"
    folder=$(cd "$folder" && pwd)
    ask_driver
    trap interrupted INT TERM HUP
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
