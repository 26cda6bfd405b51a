package org.argand.backend.cpu;

import java.util.ArrayList;
import java.util.List;

/**
 * The transform of a length without large prime factors, by Stockham's autosort algorithm.
 *
 * <p>One pass over the data for each factor, from one pair of planes to the other; the results end in order. Stockham
 * (1966) in Van Loan, Computational Frameworks for the Fast Fourier Transform, 1992, section 1.7.
 */
final class MixedRadix implements Fft {
    /** Prime factors up to here cost less by their definition than by a convolution. */
    private static final int LARGEST_FACTOR = 13;

    private static final int[] RADICES = {4, 2, 3, 5, 7, 11, LARGEST_FACTOR};

    private final int n;
    private final List<Stage> stages = new ArrayList<>();

    MixedRadix(int n) {
        this.n = n;
        RootsOfUnity roots = new RootsOfUnity(n);
        int rest = n;
        for (int radix : RADICES) {
            while (rest % radix == 0) {
                stages.add(new Stage(n, radix, rest, roots));
                rest /= radix;
            }
        }
    }

    /** Whether that length has no prime factor that is too large. */
    static boolean fits(int n) {
        int rest = n;
        for (int radix : RADICES) {
            while (rest % radix == 0) {
                rest /= radix;
            }
        }
        return rest == 1;
    }

    @Override
    public int length() {
        return n;
    }

    @Override
    public int room() {
        return n;
    }

    @Override
    public Planes transform(Planes x, Planes work, int lines) {
        Planes from = x;
        Planes to = work;
        for (Stage stage : stages) {
            stage.run(from, to, lines);
            Planes done = to;
            to = from;
            from = done;
        }
        return from;
    }
}
