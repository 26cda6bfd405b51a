"""Times what Argand has timed with another framework: what the peers beside this file have in common.

A peer gives one function for each op that it knows; it makes the operands of a case and returns the work, whose result
nobody reads. As on Argand's side, many calls are queued, then the device is waited for, and the median of the batches counts.
"""

import json
import math
import statistics
import sys
import time

MOST_CALLS = 1 << 16
NOT_DONE = "not done here"


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
    took = batch_seconds(work, wait, calls)
    while took < enough / 2 and calls < MOST_CALLS:
        calls *= 2
        took = batch_seconds(work, wait, calls)
    calls = min(max(math.ceil(calls * enough / took), 1), MOST_CALLS)
    seconds = [batch_seconds(work, wait, calls) / calls for _ in range(batches)]
    return {
        "seconds": statistics.median(seconds),
        "least": min(seconds),
        "greatest": max(seconds),
        "calls": calls,
    }


class Memory:
    """How much a device has in use at the most during a case, beyond what it had before; None where nobody counts."""

    def begin(self):
        pass

    def most(self):
        return None


def measured(case, start, wait, memory, rehearsal):
    """What is known of a case after its work was timed, or why it was not."""
    if case["op"] not in start:
        return {"error": NOT_DONE}
    try:
        memory.begin()
        work = start[case["op"]](case["dtype"], case["shape"])
        result = measure(work, wait, rehearsal)
        if "peak_bytes" in case:
            result["peak_bytes"] = memory.most()
        return result
    except Exception as error:  # one case that fails must not cost the others
        return {"error": f"{type(error).__name__}: {error}"[:400]}


def main(framework, device, start, wait, forget, memory=None, seconds=math.inf):
    """Reads argand.json, named first on the command line, and writes the same cases to the file named second.

    start maps ops to functions of (dtype, shape) that return work; forget frees what a case has left on the device. Those
    whose memory counts come first, from the least, for devices that know the most they ever had in use only. After so
    many seconds no case is begun.
    """
    with open(sys.argv[1], encoding="utf-8") as file:
        asked = json.load(file)
    begin = time.monotonic()
    rows = {}
    for case in sorted(asked["cases"], key=lambda c: c.get("peak_bytes", math.inf)):
        row = {key: case[key] for key in ("name", "op", "dtype", "shape", "bytes", "flops")}
        rows[case["name"]] = row
        if time.monotonic() - begin > seconds:
            row["error"] = f"not begun within {seconds} s"
        else:
            row.update(measured(case, start, wait, memory or Memory(), asked["rehearsal"]))
            forget()
        took = f"{row['seconds'] * 1e6:12.3f} us" if "seconds" in row else row["error"]
        print(f"{row['name']:44} {took}", flush=True)
    cases = [rows[case["name"]] for case in asked["cases"]]
    with open(sys.argv[2], "w", encoding="utf-8") as file:
        json.dump({"framework": framework, "device": device, "cases": cases}, file, indent=2)
        file.write("\n")
