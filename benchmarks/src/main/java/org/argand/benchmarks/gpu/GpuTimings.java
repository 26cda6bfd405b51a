package org.argand.benchmarks.gpu;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.argand.array.Device;
import org.argand.backend.Backends;
import org.argand.tensor.Engine;
import org.argand.tensor.Scope;

/**
 * Times Argand on a device: {@code GpuTimings DEVICE FILE [ELEMENTS]}, where no number of elements asks for the rehearsal.
 *
 * <p>FILE lists the cases too, from which the peers in benchmarks/peers read what to do. The exit code is 1 if one failed.
 */
public final class GpuTimings {
    private GpuTimings() {}

    public static void main(String[] args) {
        Device device = Device.parse(args[0]);
        boolean rehearsal = args.length < 3;
        Engine.setDevice(device);
        List<Map<String, Object>> rows = new ArrayList<>();
        for (GpuCase c :
                rehearsal ? GpuCases.rehearsal() : GpuCases.full(Long.parseLong(args[2]))) {
            rows.add(row(c, rehearsal ? Stopwatch.REHEARSAL : Stopwatch.FULL));
        }
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("framework", "Argand");
        all.put("device", Backends.of(device).describe());
        all.put("rehearsal", rehearsal);
        all.put("cases", rows);
        JsonFile.write(Path.of(args[1]), all);
        System.exit(rows.stream().anyMatch(row -> row.containsKey("error")) ? 1 : 0);
    }

    private static Map<String, Object> row(GpuCase c, Stopwatch watch) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("name", c.name());
        row.put("op", c.op());
        row.put("dtype", c.dtype().toString());
        row.put("shape", c.shape());
        row.put("bytes", c.bytes());
        row.put("flops", c.flops());
        try (Scope _ = Scope.open()) {
            Stopwatch.Time t = watch.time(c.start().get());
            row.put("seconds", t.median() / each(c));
            row.put("least", t.least() / each(c));
            row.put("greatest", t.greatest() / each(c));
            row.put("calls", t.calls());
            System.out.printf(
                    Locale.ROOT, "%-44s %12.3f us%n", c.name(), t.median() / each(c) * 1e6);
        } catch (RuntimeException e) {
            // One case that fails must not cost the others.
            row.put("error", String.valueOf(e));
            System.out.printf("%-44s %s%n", c.name(), e);
        }
        return row;
    }

    /** A training case makes several steps at a time. */
    private static int each(GpuCase c) {
        return c.op().startsWith("training") ? GpuCases.STEPS : 1;
    }
}
