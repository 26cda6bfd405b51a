package org.argand.benchmarks.gpu;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import org.argand.array.Device;
import org.argand.backend.Backends;
import org.argand.backend.cuda.DeviceMemory;
import org.argand.backend.cuda.DirectCall;
import org.argand.tensor.Engine;
import org.argand.tensor.Scope;
import org.argand.tensor.Tensor;

/**
 * Times Argand on a GPU: {@code GpuTimings DEVICE FILE [ELEMENTS]}, where no number of elements asks for the rehearsal.
 *
 * <p>FILE lists the cases too, from which the peers in benchmarks/peers read what to do. The exit code is 1 if one failed.
 */
public final class GpuTimings {
    private final Device device;
    private final Stopwatch watch;
    private final DeviceMemory memory;

    private GpuTimings(Device device, Stopwatch watch) {
        this.device = device;
        this.watch = watch;
        this.memory = DeviceMemory.of(device);
    }

    public static void main(String[] args) {
        Device device = Device.parse(args[0]);
        boolean rehearsal = args.length < 3;
        Engine.setDevice(device);
        GpuTimings timings =
                new GpuTimings(device, rehearsal ? Stopwatch.REHEARSAL : Stopwatch.FULL);
        List<Map<String, Object>> rows = new ArrayList<>();
        for (GpuCase c :
                rehearsal ? GpuCases.rehearsal() : GpuCases.full(Long.parseLong(args[2]))) {
            rows.add(timings.row(c));
        }
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("framework", "Argand");
        all.put("device", Backends.of(device).describe());
        all.put("rehearsal", rehearsal);
        all.put("cases", rows);
        JsonFile.write(Path.of(args[1]), all);
        System.exit(rows.stream().anyMatch(row -> row.containsKey("error")) ? 1 : 0);
    }

    private Map<String, Object> row(GpuCase c) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("name", c.name());
        row.put("op", c.op());
        row.put("dtype", c.dtype().toString());
        row.put("shape", c.shape());
        row.put("bytes", c.bytes());
        row.put("flops", c.flops());
        long before = memory.inUse();
        memory.restart();
        try (Scope _ = Scope.open()) {
            measure(c, c.start().get(), row);
            if (c.watched()) {
                row.put("peak_bytes", memory.most() - before);
            }
        } catch (RuntimeException e) {
            // One case that fails must not cost the others.
            row.put("error", String.valueOf(e));
            System.out.printf("%-44s %s%n", c.name(), e);
        }
        return row;
    }

    private void measure(GpuCase c, Supplier<Tensor> work, Map<String, Object> row) {
        List<Runnable> ways = new ArrayList<>(List.of(Stopwatch.computing(work)));
        List<Stopwatch.Time> times;
        if (c.direct().isPresent()) {
            try (DirectCall direct = c.direct().get().apply(device)) {
                ways.add(direct);
                times = watch.time(ways, c.watched());
            }
            row.put("direct_seconds", times.get(1).median());
        } else {
            times = watch.time(ways, c.watched());
        }
        Stopwatch.Time t = times.getFirst();
        row.put("seconds", t.median() / c.steps());
        row.put("least", t.least() / c.steps());
        row.put("greatest", t.greatest() / c.steps());
        row.put("calls", t.calls());
        System.out.printf(Locale.ROOT, "%-44s %12.3f us%n", c.name(), t.median() / c.steps() * 1e6);
    }
}
