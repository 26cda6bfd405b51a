"""Times what Argand has timed with another framework: what the peers beside this file have in common.

A peer gives one function for each op that it knows; it makes the operands of a case and returns the work, whose result
nobody reads. As on Argand's side, many calls are queued, then the device is waited for, and the median of the batches counts.
"""

import json
import statistics
import sys
import time

MOST_CALLS = 1 << 16


def batch_seconds(work, wait, calls):
    begin = time.perf_counter()
    result = None
    for _ in range(calls):
        result = work()
    wait(result)
    return time.perf_counter() - begin


def measure(work, wait, rehearsal):
    """Seconds of one call: median, least and greatest of the batches."""
    enough, batches = (0.0, 1) if rehearsal else (0.05, 7)
    batch_seconds(work, wait, 1)
    calls = 1
    while batch_seconds(work, wait, calls) < enough and calls < MOST_CALLS:
        calls *= 2
    seconds = [batch_seconds(work, wait, calls) / calls for _ in range(batches)]
    return {
        "seconds": statistics.median(seconds),
        "least": min(seconds),
        "greatest": max(seconds),
        "calls": calls,
    }


def main(framework, device, start, wait, forget):
    """Reads argand.json, named first on the command line, and writes the same cases to the file named second.

    start maps ops to functions of (dtype, shape) that return work; forget frees what a case has left on the device.
    """
    with open(sys.argv[1], encoding="utf-8") as file:
        asked = json.load(file)
    cases = []
    for case in asked["cases"]:
        row = {key: case[key] for key in ("name", "op", "dtype", "shape", "bytes", "flops")}
        cases.append(row)
        if case["op"] not in start:
            row["error"] = "not done here"
            continue
        try:
            work = start[case["op"]](case["dtype"], case["shape"])
            row.update(measure(work, wait, asked["rehearsal"]))
        except Exception as error:  # one case that fails must not cost the others
            row["error"] = f"{type(error).__name__}: {error}"
        work = None
        forget()
        took = f"{row['seconds'] * 1e6:12.3f} us" if "seconds" in row else row["error"]
        print(f"{row['name']:44} {took}", flush=True)
    with open(sys.argv[2], "w", encoding="utf-8") as file:
        json.dump({"framework": framework, "device": device, "cases": cases}, file, indent=2)
        file.write("\n")
