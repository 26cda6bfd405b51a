package org.argand.backend.cpu;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;
import org.argand.backend.cpu.FactorKernel.Side;

/**
 * Brings the numbers of several matrices side by side, and back.
 *
 * <p>Where the numbers of a matrix follow each other, they go by squares, as many numbers of as many matrices as there are
 * lanes, which {@link SquareTiles} transposes. The methods are long so that the compiler takes each by itself: the whole of
 * {@link SideBySide} is more than it inlines, and a vector that leaves a method becomes an object.
 */
final class SideTiles {
    private static final VectorSpecies<Double> S = SideBySide.S;
    private static final int L = SideBySide.L;

    /** As many floats. */
    private static final VectorSpecies<Float> F =
            VectorSpecies.of(float.class, VectorShape.forBitSize(S.vectorBitSize() / 2));

    private final Object array;
    private final Places places;
    private final int parts;
    private final double[] p;

    /** Where the numbers of a matrix are, from its beginning; and where in the scratch array. */
    private final int[] at;

    private final int[] to;

    /** Whether the numbers of a matrix follow each other, and fill at least a vector. */
    private final boolean follow;

    /** Where the matrices begin that lanes have now. */
    private final int[] starts = new int[L];

    /** Where the rows of the square are. */
    private final int[] rows = new int[L];

    /** The matrices of {@code side} are or come to {@code m}. */
    SideTiles(Side side, SideMatrix m) {
        this.array = side.array();
        this.places = new Places(side.layout(), 2);
        this.p = m.data();
        for (int i = 0; i < L; i++) {
            rows[i] = m.scratch().square() + i * L;
        }
        int rank = side.layout().shape().rank();
        int down = (int) side.layout().stride(rank - 2);
        int across = (int) side.layout().stride(rank - 1);
        this.parts = m.complex() ? 2 : 1;
        this.at = new int[m.rows() * m.columns() * parts];
        this.to = new int[at.length];
        boolean columns = down < across;
        boolean each = at.length >= L;
        int x = 0;
        for (int line = 0; line < (columns ? m.columns() : m.rows()); line++) {
            for (int place = 0; place < (columns ? m.rows() : m.columns()); place++) {
                int i = columns ? place : line;
                int j = columns ? line : place;
                for (int part = 0; part < parts; part++, x++) {
                    at[x] = (i * down + j * across) * parts + part;
                    to[x] = m.at(i, j) + part * L;
                    each &= at[x] == x;
                }
            }
        }
        this.follow = each;
    }

    /** Copies matrices from number {@code first} on into the lanes; those without a matrix get what is last. */
    void read(int first, int end) {
        for (int lane = 0; lane < L; lane++) {
            starts[lane] = parts * places.of(Math.min(first + lane, end - 1));
        }
        for (int x = 0; follow && x < at.length; x += L) {
            int begin = Math.min(x, at.length - L);
            if (array instanceof float[] from) {
                SquareTiles.read(from, begin, starts, p, to, begin);
            } else {
                double[] from = (double[]) array;
                for (int i = 0; i < L; i++) {
                    DoubleVector.fromArray(S, from, starts[i] + begin).intoArray(p, rows[i]);
                }
                SquareTiles.transpose(p, rows, 0, to, begin);
            }
        }
        for (int lane = 0; !follow && lane < L; lane++) {
            int start = starts[lane];
            if (array instanceof float[] from) {
                for (int x = 0; x < at.length; x++) {
                    p[to[x] + lane] = from[start + at[x]];
                }
            } else {
                double[] from = (double[]) array;
                for (int x = 0; x < at.length; x++) {
                    p[to[x] + lane] = from[start + at[x]];
                }
            }
        }
    }

    /** Copies what the lanes have to matrices from number {@code first} on. */
    void write(int first, int end) {
        for (int lane = 0; lane < L; lane++) {
            starts[lane] = parts * places.of(Math.min(first + lane, end - 1));
        }
        for (int x = 0; follow && x < at.length; x += L) {
            int begin = Math.min(x, at.length - L);
            SquareTiles.transpose(p, to, begin, rows, 0);
            if (array instanceof float[] into) {
                for (int i = 0; i < L; i++) {
                    DoubleVector.fromArray(S, p, rows[i])
                            .convertShape(VectorOperators.D2F, F, 0)
                            .reinterpretAsFloats()
                            .intoArray(into, starts[i] + begin);
                }
            } else {
                double[] into = (double[]) array;
                for (int i = 0; i < L; i++) {
                    DoubleVector.fromArray(S, p, rows[i]).intoArray(into, starts[i] + begin);
                }
            }
        }
        for (int lane = 0; !follow && lane < L; lane++) {
            int start = starts[lane];
            if (array instanceof float[] into) {
                for (int x = 0; x < at.length; x++) {
                    into[start + at[x]] = (float) p[to[x] + lane];
                }
            } else {
                double[] into = (double[]) array;
                for (int x = 0; x < at.length; x++) {
                    into[start + at[x]] = p[to[x] + lane];
                }
            }
        }
    }
}
