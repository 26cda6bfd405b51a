package org.argand.autograd;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.argand.array.DType;
import org.argand.array.Shape;
import org.argand.tensor.catalogue.Catalogue;
import org.argand.tensor.catalogue.Catalogue.Entry;

/** A part of the catalogue, and the sizes its ops are tried at beside those the catalogue has. */
enum Family {
    /** Element by element: one element, an odd run, rows, and rows against columns. */
    POINTWISE(Catalogue.Group.POINTWISE::entries) {
        @Override
        List<List<Shape>> larger(Entry e) {
            int n = e.operands().size();
            List<List<Shape>> list = new ArrayList<>();
            list.add(Collections.nCopies(n, Shape.of(1)));
            list.add(Collections.nCopies(n, Shape.of(2053)));
            list.add(n == 1 ? List.of(Shape.of(67, 61)) : List.of(Shape.of(67, 1), Shape.of(61)));
            return list;
        }
    },
    /** Folds along axes: single elements, long rows, and enough for several threads. */
    REDUCTION(Catalogue.Group.REDUCTION::entries) {
        @Override
        List<List<Shape>> larger(Entry e) {
            return List.of(
                    replaced(e, 0, Map.of(3L, 1L, 5L, 1L, 2L, 1L)),
                    replaced(e, 0, Map.of(3L, 3L, 5L, 35L, 2L, 67L)),
                    replaced(e, 0, Map.of(3L, 67L, 5L, 61L, 2L, 17L)));
        }
    },
    /** Matrix products: matrices that no tile fits. */
    PRODUCT(Catalogue.Group.PRODUCT::entries) {
        @Override
        List<List<Shape>> larger(Entry e) {
            return List.of(
                    replaced(e, 2, Map.of(3L, 1L, 4L, 1L, 2L, 1L)),
                    e.operands().getFirst().shape().rank() > 2
                            ? replaced(e, 2, Map.of(3L, 19L, 4L, 131L, 2L, 23L))
                            : replaced(e, 2, Map.of(3L, 45L, 4L, 131L, 2L, 39L)));
        }
    },
    /** Fourier transforms of other lengths. */
    TRANSFORM(Catalogue.Group.TRANSFORM::entries) {
        @Override
        List<List<Shape>> larger(Entry e) {
            long n = e.operands().getFirst().shape().dim(-1);
            List<List<Shape>> list = new ArrayList<>();
            for (long m : new long[] {n * 32, n * 35, n * 37}) {
                list.add(replaced(e, 1, Map.of(n, m)));
            }
            return list;
        }
    },
    /** Linear algebra: single elements, and matrices of odd sizes; what does not fit together is refused and left out. */
    LINEAR_ALGEBRA(Catalogue.Group.LINEAR_ALGEBRA::entries) {
        @Override
        List<List<Shape>> larger(Entry e) {
            return List.of(
                    replaced(e, 2, Map.of(3L, 1L, 4L, 2L, 2L, 1L)),
                    replaced(e, 2, Map.of(3L, 17L, 4L, 20L, 2L, 16L)));
        }
    },
    /** Convolutions: longer signals and wider images under the same kernels. */
    CONVOLUTION(Catalogue.Group.CONVOLUTION::entries) {
        @Override
        List<List<Shape>> larger(Entry e) {
            return List.of(replaced(e, 0, Map.of(7L, 131L, 6L, 37L, 5L, 41L)));
        }
    },
    /** Moving elements: rows and columns of odd sizes. */
    MOVEMENT(Catalogue.Group.MOVEMENT::entries) {
        @Override
        List<List<Shape>> larger(Entry e) {
            return List.of(replaced(e, 0, Map.of(3L, 37L, 2L, 41L)));
        }
    },
    /** Integers, truth values and random draws: all exact but for the logarithms of normal draws. */
    FURTHER(FurtherOps::all) {
        @Override
        List<List<Shape>> larger(Entry e) {
            return List.of(
                    replaced(e, 0, Map.of(3L, 37L, 2L, 41L)),
                    replaced(e, 0, Map.of(3L, 61L, 2L, 131L)));
        }

        @Override
        List<Boolean> precisions() {
            return List.of(true);
        }

        @Override
        DType dtype(Entry e, boolean wide) {
            return DType.parse(e.label().substring(e.label().lastIndexOf(' ') + 1));
        }
    };

    private final Supplier<List<Entry>> entries;

    Family(Supplier<List<Entry>> entries) {
        this.entries = entries;
    }

    /** The ops, made on the engine's device. */
    List<Entry> entries() {
        return entries.get();
    }

    /** The type that a comparison is filed under: what the operands promote to in that precision. */
    DType dtype(Entry e, boolean wide) {
        boolean complex = e.operands().stream().anyMatch(Catalogue.Operand::complex);
        return type(complex, wide);
    }

    /** The inexact type of that kind. */
    static DType type(boolean complex, boolean wide) {
        return complex
                ? wide ? DType.COMPLEX128 : DType.COMPLEX64
                : wide ? DType.FLOAT64 : DType.FLOAT32;
    }

    /** The precisions of inexact operands to try, double being {@code true}. */
    List<Boolean> precisions() {
        return List.of(false, true);
    }

    /** Operand shapes to try; an op of fixed size refuses those that do not suit it. */
    abstract List<List<Shape>> larger(Entry e);

    /** The catalogue's own operand shapes and {@link #larger}, each once. */
    Set<List<Shape>> shapes(Entry e) {
        Set<List<Shape>> all = new LinkedHashSet<>();
        all.add(own(e));
        all.addAll(larger(e));
        return all;
    }

    static List<Shape> own(Entry e) {
        return e.operands().stream().map(Catalogue.Operand::shape).toList();
    }

    /** The operands' shapes with other extents along the last {@code axes} axes, or along all if that is 0. */
    private static List<Shape> replaced(Entry e, int axes, Map<Long, Long> extents) {
        List<Shape> list = new ArrayList<>();
        for (Shape s : own(e)) {
            long[] d = s.dims();
            for (int a = axes == 0 ? 0 : Math.max(0, d.length - axes); a < d.length; a++) {
                d[a] = extents.getOrDefault(d[a], d[a]);
            }
            list.add(Shape.of(d));
        }
        return list;
    }
}
