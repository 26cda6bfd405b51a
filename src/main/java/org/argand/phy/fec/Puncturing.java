package org.argand.phy.fec;

import org.argand.array.ArgandException;
import org.argand.tensor.Tensor;

/** Leaves out bits of a codeword in a repeating pattern, and puts zeros (nothing known) where they were. */
public final class Puncturing {
    /** Every bit is sent. */
    public static final Puncturing NONE = of(1);

    /** Rate 1/2 to 2/3: of two steps, the second output of the second is left out (IEEE 802.11-2020 figure 17-9). */
    public static final Puncturing TWO_THIRDS = of(1, 1, 1, 0);

    /** Rate 1/2 to 3/4: of three steps, A₁ B₁ A₂ B₃ are sent (IEEE 802.11-2020 figure 17-9). */
    public static final Puncturing THREE_QUARTERS = of(1, 1, 1, 0, 0, 1);

    private final int[] pattern;
    private final int kept;

    private Puncturing(int[] pattern, int kept) {
        this.pattern = pattern;
        this.kept = kept;
    }

    /** A pattern of 1 for bits that are sent and 0 for bits that are not, at least one of them sent. */
    public static Puncturing of(int... pattern) {
        int kept = 0;
        for (int p : pattern) {
            if (p != 0 && p != 1) {
                throw new ArgandException.InvalidArgument(
                        "puncturing", "the pattern holds " + p + ", needs 0 and 1");
            }
            kept += p;
        }
        if (kept == 0) {
            throw new ArgandException.InvalidArgument("puncturing", "the pattern sends nothing");
        }
        return new Puncturing(pattern.clone(), kept);
    }

    /** How many of {@code n} code bits are sent. */
    public long puncturedLength(long n) {
        long length = n / pattern.length * kept;
        for (int k = 0; k < n % pattern.length; k++) {
            length += pattern[k];
        }
        return length;
    }

    /**
     * The bits that are sent; linear, so differentiable.
     *
     * @param code [..., n]
     * @return [..., puncturedLength(n)]
     */
    public Tensor puncture(Tensor code) {
        needAxis("puncture", code);
        long n = code.dim(-1);
        int[] sent = new int[Math.toIntExact(puncturedLength(n))];
        int next = 0;
        for (int k = 0; k < n; k++) {
            if (pattern[k % pattern.length] == 1) {
                sent[next++] = k;
            }
        }
        return code.gather(Tensor.of(sent).to(code.device()), -1);
    }

    /**
     * Logits of all code bits, 0 where nothing was sent; linear, so differentiable.
     *
     * @param llr [..., m]
     * @param codeLength n with puncturedLength(n) = m
     * @return [..., n]
     */
    public Tensor depuncture(Tensor llr, long codeLength) {
        needAxis("depuncture", llr);
        long sent = llr.dim(-1);
        if (puncturedLength(codeLength) != sent) {
            throw new ArgandException.ShapeMismatch(
                    "depuncture",
                    codeLength
                            + " code bits leave "
                            + puncturedLength(codeLength)
                            + ", got "
                            + llr.shape());
        }
        int[] from = new int[Math.toIntExact(codeLength)];
        int next = 0;
        for (int k = 0; k < from.length; k++) {
            // The one zero behind the last logit stands for all that was left out.
            from[k] = pattern[k % pattern.length] == 1 ? next++ : (int) sent;
        }
        return llr.pad(-1, 0, 1).gather(Tensor.of(from).to(llr.device()), -1);
    }

    private static void needAxis(String op, Tensor x) {
        if (x.rank() == 0) {
            throw new ArgandException.ShapeMismatch(op, "needs [..., n], got []");
        }
    }
}
