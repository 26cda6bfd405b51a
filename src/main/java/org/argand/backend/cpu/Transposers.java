package org.argand.backend.cpu;

import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import java.util.function.UnaryOperator;

/**
 * The transposers of one type of array: one for numbers and one for complex numbers, as they are rehearsed apart.
 *
 * @param <T> {@code float[]} or {@code double[]}
 */
final class Transposers<T> {
    /** Vectors that squares need. */
    private static final int BITS = 256;

    static final Transposers<float[]> FLOATS =
            new Transposers<>(
                    Storage.FLOATS,
                    new FloatScalarTransposer(),
                    plain -> new FloatVectorTransposer(plain));

    static final Transposers<double[]> DOUBLES =
            new Transposers<>(
                    Storage.DOUBLES,
                    new DoubleScalarTransposer(),
                    plain -> new DoubleVectorTransposer(plain));

    private final Supplier<Transposer<T>> singles;
    private final Supplier<Transposer<T>> pairs;

    private Transposers(Storage storage, Transposer<T> plain, UnaryOperator<Transposer<T>> vector) {
        this.singles = warm(plain, vector, now -> rehearse(now, storage, 1));
        this.pairs = warm(plain, vector, now -> rehearse(now, storage, 2));
    }

    /** {@link Transposer#pairs} of complex numbers, else {@link Transposer#singles}. */
    void transpose(
            boolean complex,
            T x,
            int i,
            int s,
            T y,
            int o,
            int t,
            int rows,
            int columns,
            boolean conj) {
        if (complex) {
            pairs.get().pairs(x, i, s, y, o, t, rows, columns, conj);
        } else {
            singles.get().singles(x, i, s, y, o, t, rows, columns);
        }
    }

    private static <T> Supplier<Transposer<T>> warm(
            Transposer<T> plain,
            UnaryOperator<Transposer<T>> vector,
            ToDoubleFunction<Transposer<T>> rehearsal) {
        return Lanes.bits() < BITS
                ? () -> plain
                : new Warm<>(plain, () -> vector.apply(plain), rehearsal);
    }

    /** Both branches, some squares in each direction, and what is left over beside them. */
    @SuppressWarnings("unchecked")
    private static <T> double rehearse(Transposer<T> now, Storage storage, int unit) {
        int rows = 17;
        int columns = 17;
        T x = (T) Scratch.array(storage, 0);
        T y = (T) Scratch.array(storage, 1);
        if (unit == 1) {
            now.singles(x, 0, 2, y, 0, columns, rows, columns);
        } else {
            now.pairs(x, 0, 2, y, 0, 2 * columns, rows, columns, false);
            now.pairs(x, 0, 2, y, 0, 2 * columns, rows, columns, true);
        }
        return rows * columns * unit;
    }
}
