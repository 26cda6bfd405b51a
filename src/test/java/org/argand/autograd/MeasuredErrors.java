package org.argand.autograd;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.argand.array.ArgandException;
import org.argand.array.DType;
import org.argand.array.Device;
import org.argand.array.Shape;
import org.argand.tensor.Accuracy;
import org.argand.tensor.Scope;
import org.argand.tensor.Tensor;
import org.argand.tensor.catalogue.Catalogue.Entry;
import org.argand.tensor.catalogue.Catalogue.Operand;

/**
 * How far values on the CPU are off, by operator and type: the worst difference to the scalar reference in units of u|w|,
 * u = 2⁻²⁴ or 2⁻⁵³, w being the element of a pointwise value and the largest element of any other (of the sum of
 * everything, which may cancel, √n times the largest term).
 *
 * <p>For single precision the reference computes in double, on the same rounded operands. In double precision a zero
 * says only that both devices compute the same.
 */
public final class MeasuredErrors {
    /** What was measured; {@code mvn test -Dtest=MeasuredErrorsTest -Dargand.write} measures anew. */
    private static final Path FILE = Path.of("src/test/resources/org/argand/errors.csv");

    /** Types of which the file has a column. */
    public static final List<DType> TYPES =
            List.of(DType.COMPLEX64, DType.COMPLEX128, DType.FLOAT32, DType.FLOAT64);

    private static final int SEEDS = 3;

    private MeasuredErrors() {}

    /** The file: by operator, the error in each type that it was measured in. */
    public static SortedMap<String, Map<DType, Double>> recorded() throws IOException {
        SortedMap<String, Map<DType, Double>> all = new TreeMap<>();
        List<String> lines = Files.readAllLines(FILE);
        for (String line : lines.subList(1, lines.size())) {
            String[] cells = line.split(",", -1);
            Map<DType, Double> row = new TreeMap<>();
            for (int k = 0; k < TYPES.size(); k++) {
                if (!cells[k + 1].isEmpty()) {
                    row.put(TYPES.get(k), Double.valueOf(cells[k + 1]));
                }
            }
            all.put(cells[0], row);
        }
        return all;
    }

    static void write(SortedMap<String, Map<DType, Double>> all) throws IOException {
        StringBuilder text = new StringBuilder("operator");
        TYPES.forEach(d -> text.append(',').append(d));
        all.forEach((operator, row) -> {
            text.append('\n').append(operator);
            for (DType d : TYPES) {
                text.append(',');
                if (row.containsKey(d)) {
                    text.append(String.format(Locale.ROOT, "%.2f", row.get(d)));
                }
            }
        });
        Files.createDirectories(FILE.getParent());
        Files.writeString(FILE, text.append('\n'));
    }

    /**
     * Measures every operator with an inexact value, on the catalogue's operands and, if asked, on larger ones; not the
     * functions that {@link Accuracy} has.
     */
    static SortedMap<String, Map<DType, Double>> measure(boolean larger) {
        SortedMap<String, Map<DType, Double>> all = new TreeMap<>();
        Set<String> known =
                Accuracy.recorded().stream().map(Accuracy::op).collect(Collectors.toSet());
        for (Family family : Family.values()) {
            if (family == Family.FURTHER) {
                continue;
            }
            List<Entry> exact = new ArrayList<>();
            Conformance.on(Device.reference(), () -> exact.addAll(family.entries()));
            List<Entry> own = family.entries();
            for (int k = 0; k < own.size(); k++) {
                Entry e = own.get(k);
                if (known.contains(e.operator())) {
                    continue;
                }
                Map<DType, Double> row = all.computeIfAbsent(e.operator(), _ -> new TreeMap<>());
                for (List<Shape> shapes : larger ? family.shapes(e) : List.of(Family.own(e))) {
                    for (int run = 0; run < 2 * SEEDS; run++) {
                        Case c = new Case(family, shapes, run % 2 == 1, run / 2 + 1L);
                        try (Scope _ = Scope.open()) {
                            c.measure(e, exact.get(k), row);
                        }
                    }
                }
            }
        }
        all.values().removeIf(Map::isEmpty);
        return all;
    }

    /** What an operator is measured on. */
    private record Case(Family family, List<Shape> shapes, boolean wide, long seed) {
        void measure(Entry own, Entry reference, Map<DType, Double> row) {
            List<Tensor> in = new ArrayList<>();
            for (int k = 0; k < shapes.size(); k++) {
                Operand o = own.operands().get(k);
                Tensor x =
                        new Operand(o.complex(), o.domain(), shapes.get(k)).draw(seed + 1000 * k);
                in.add(x.cast(Family.type(o.complex(), wide)));
            }
            Tensor value;
            try {
                value = own.op().apply(in).realise();
            } catch (ArgandException.ShapeMismatch | ArgandException.InvalidArgument refused) {
                return;
            }
            if (value.dtype().isInexact()) {
                DType operands =
                        in.stream().map(Tensor::dtype).reduce(DType::promote).orElseThrow();
                double floor =
                        Conformance.sizeOfTerms(own, in.stream().map(Tensor::toDoubles).toList());
                row.merge(operands, error(value, exact(reference, in), floor), Math::max);
            }
        }

        private static double[] exact(Entry reference, List<Tensor> in) {
            double[][] w = new double[1][];
            Conformance.on(
                    Device.reference(),
                    () -> {
                        List<Tensor> doubles =
                                in.stream()
                                        .map(x -> x.to(Device.reference()))
                                        .map(x -> x.cast(Family.type(x.dtype().isComplex(), true)))
                                        .toList();
                        w[0] = reference.op().apply(doubles).toDoubles();
                    });
            return w[0];
        }

        private double error(Tensor value, double[] exact, double floor) {
            double[] w = value.toDoubles();
            int parts = value.dtype().components();
            double u = value.dtype().isDouble() ? 0x1p-53 : 0x1p-24;
            double largest = floor;
            double worst = 0;
            for (int k = 0; k < w.length; k += parts) {
                double size = modulus(exact, k, parts);
                double off = Math.hypot(w[k] - exact[k], parts == 2 ? w[k + 1] - exact[k + 1] : 0);
                largest = Math.max(largest, size);
                worst =
                        Math.max(
                                worst,
                                off == 0 ? 0 : family == Family.POINTWISE ? off / size : off);
            }
            return (family == Family.POINTWISE || worst == 0 ? worst : worst / largest) / u;
        }

        private static double modulus(double[] w, int at, int parts) {
            return Math.hypot(w[at], parts == 2 ? w[at + 1] : 0);
        }
    }
}
