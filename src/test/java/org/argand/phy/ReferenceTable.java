package org.argand.phy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A table of published or exactly computed figures among the test resources. */
public record ReferenceTable(String name, List<String[]> rows) {
    /** The table of that file name. */
    public static ReferenceTable of(String name) {
        try (InputStream in = ReferenceTable.class.getResourceAsStream(name);
                BufferedReader reader =
                        new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            return new ReferenceTable(name, reader.lines().map(l -> l.split(",")).toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The number in {@code column} of the one row where each key column has its value; numbers compare as numbers. */
    public double value(String column, String... keys) {
        List<String> header = List.of(rows.getFirst());
        List<String[]> found =
                rows.subList(1, rows.size()).stream()
                        .filter(r -> matches(header, r, keys))
                        .toList();
        if (found.size() != 1) {
            throw new IllegalArgumentException(
                    found.size() + " rows of " + name + " for " + List.of(keys));
        }
        return Double.parseDouble(found.getFirst()[header.indexOf(column)]);
    }

    private static boolean matches(List<String> header, String[] row, String[] keys) {
        for (int k = 0; k < keys.length; k += 2) {
            if (!same(row[header.indexOf(keys[k])], keys[k + 1])) {
                return false;
            }
        }
        return true;
    }

    private static boolean same(String a, String b) {
        boolean numbers = a.matches("-?[\\d.]+") && b.matches("-?[\\d.]+");
        return numbers ? Double.parseDouble(a) == Double.parseDouble(b) : a.equals(b);
    }
}
