package org.argand.backend.cpu;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;
import org.argand.backend.BoxMuller;

/** Random numbers by the Vector API, as many blocks or pairs at a time as a vector has lanes; the bits are those of {@link RandomScalarKernel}. */
final class RandomVectorKernel implements RandomKernel {
    private static final VectorSpecies<Double> D = DoubleVector.SPECIES_PREFERRED;
    private static final VectorSpecies<Long> L = LongVector.SPECIES_PREFERRED;
    private static final int LANES = D.length();

    private static final LongVector COUNT = LongVector.zero(L).addIndex(1);

    private static final long LOW = 0xFFFFFFFFL;
    private static final long M0 = 0xD2511F53L;
    private static final long M1 = 0xCD9E8D57L;
    private static final long W0 = 0x9E3779B9L;
    private static final long W1 = 0xBB67AE85L;

    /** Added to a double, it leaves the nearest whole number in the low bits. */
    private static final double WHOLE = 0x1.8p52;

    private static final long WHOLE_BITS = Double.doubleToRawLongBits(WHOLE);

    private static final double[] LOG = BoxMuller.logarithm();
    private static final double[] SIN = BoxMuller.sine();
    private static final double[] COS = BoxMuller.cosine();

    @Override
    public void words(long seed, long stream, long first, int blocks, long[] even, long[] odd) {
        int whole = blocks - blocks % LANES;
        long[] keys = keys(seed);
        LongVector m0 = factor(M0);
        LongVector m1 = factor(M1);
        for (int b = 0; b < whole; b += LANES) {
            // The four words of a counter, each in the upper half of a lane.
            LongVector index = COUNT.add(first + b);
            LongVector c0 = index.lanewise(VectorOperators.LSHL, 32);
            LongVector c1 = index.and(~LOW);
            LongVector c2 = LongVector.broadcast(L, stream << 32);
            LongVector c3 = LongVector.broadcast(L, stream & ~LOW);
            for (int round = 0; round < keys.length; round += 2) {
                LongVector p0 = c0.lanewise(VectorOperators.LSHR, 32).mul(m0);
                LongVector p1 = c2.lanewise(VectorOperators.LSHR, 32).mul(m1);
                c0 =
                        p1.lanewise(VectorOperators.XOR, c1)
                                .lanewise(VectorOperators.XOR, keys[round]);
                c1 = p1.lanewise(VectorOperators.LSHL, 32);
                c2 =
                        p0.lanewise(VectorOperators.XOR, c3)
                                .lanewise(VectorOperators.XOR, keys[round + 1]);
                c3 = p0.lanewise(VectorOperators.LSHL, 32);
            }
            c0.lanewise(VectorOperators.LSHR, 32).or(c1).intoArray(even, b);
            c2.lanewise(VectorOperators.LSHR, 32).or(c3).intoArray(odd, b);
        }
        RandomScalarKernel.words(seed, stream, first, whole, blocks, even, odd);
    }

    /** The two words of the key of each round, in upper halves. */
    private static long[] keys(long seed) {
        long[] keys = new long[20];
        for (int round = 0; round < 10; round++) {
            keys[2 * round] = (seed + round * W0) << 32;
            keys[2 * round + 1] = ((seed >>> 32) + round * W1) << 32;
        }
        return keys;
    }

    /**
     * In all lanes. Where a compiler sees that both factors are below 2³², by a shift and by a mask, a product is one instruction; else
     * it is several on most machines.
     */
    private static LongVector factor(long m) {
        return LongVector.broadcast(L, m).and(LOW);
    }

    @Override
    public void turn(double scale, double[] u, double[] v, int n) {
        int whole = n - n % LANES;
        radii(scale, u, whole);
        circle(u, v, whole);
        RandomScalarKernel.turn(scale, u, v, whole, n);
    }

    /** √(scale·log u). */
    private static void radii(double scale, double[] u, int n) {
        for (int i = 0; i < n; i += LANES) {
            LongVector bits = DoubleVector.fromArray(D, u, i).reinterpretAsLongs();
            LongVector k = bits.sub(BoxMuller.ROOT_OF_HALF).lanewise(VectorOperators.ASHR, 52);
            DoubleVector exponent = k.add(WHOLE_BITS).reinterpretAsDoubles().sub(WHOLE);
            DoubleVector f =
                    bits.sub(k.lanewise(VectorOperators.LSHL, 52)).reinterpretAsDoubles().sub(1);
            DoubleVector s = f.div(f.add(2));
            DoubleVector z = s.mul(s);
            DoubleVector p = z.fma(LOG[0], LOG[1]);
            p = p.fma(z, DoubleVector.broadcast(D, LOG[2]));
            p = p.fma(z, DoubleVector.broadcast(D, LOG[3]));
            p = p.fma(z, DoubleVector.broadcast(D, LOG[4]));
            p = p.fma(z, DoubleVector.broadcast(D, LOG[5]));
            p = p.fma(z, DoubleVector.broadcast(D, LOG[6]));
            DoubleVector half = f.mul(0.5).mul(f);
            DoubleVector small = s.fma(p.fma(z, half), exponent.mul(BoxMuller.LN2_LOW));
            DoubleVector log = exponent.mul(BoxMuller.LN2_HIGH).sub(half.sub(small).sub(f));
            log.mul(scale).sqrt().intoArray(u, i);
        }
    }

    /** r·cos 2πv in place of r, r·sin 2πv in place of v. */
    private static void circle(double[] r, double[] v, int n) {
        for (int i = 0; i < n; i += LANES) {
            DoubleVector turns = DoubleVector.fromArray(D, v, i);
            DoubleVector rounded = turns.mul(4).add(WHOLE);
            DoubleVector rest = turns.sub(rounded.sub(WHOLE).mul(0.25));
            DoubleVector z = rest.mul(rest);
            DoubleVector p = z.fma(SIN[0], SIN[1]);
            p = p.fma(z, DoubleVector.broadcast(D, SIN[2]));
            p = p.fma(z, DoubleVector.broadcast(D, SIN[3]));
            p = p.fma(z, DoubleVector.broadcast(D, SIN[4]));
            p = p.fma(z, DoubleVector.broadcast(D, SIN[5]));
            p = p.fma(z, DoubleVector.broadcast(D, BoxMuller.TWO_PI_LOW));
            DoubleVector sin =
                    rest.fma(DoubleVector.broadcast(D, BoxMuller.TWO_PI_HIGH), rest.mul(p));
            DoubleVector q = z.fma(COS[0], COS[1]);
            q = q.fma(z, DoubleVector.broadcast(D, COS[2]));
            q = q.fma(z, DoubleVector.broadcast(D, COS[3]));
            q = q.fma(z, DoubleVector.broadcast(D, COS[4]));
            q = q.fma(z, DoubleVector.broadcast(D, COS[5]));
            q = q.fma(z, DoubleVector.broadcast(D, COS[6]));
            DoubleVector cos = q.fma(z, DoubleVector.broadcast(D, 1.0));
            DoubleVector radius = DoubleVector.fromArray(D, r, i);
            // The sine of q quarters more: sine or cosine by the last bit of q, its sign by the one
            // before.
            LongVector quarters = rounded.reinterpretAsLongs();
            LongVector next = quarters.add(1);
            LongVector evenBits = quarters.and(1).sub(1);
            LongVector a = sin.reinterpretAsLongs();
            LongVector b = cos.reinterpretAsLongs();
            LongVector both = a.lanewise(VectorOperators.XOR, b);
            LongVector chosen = both.and(evenBits);
            LongVector s = b.lanewise(VectorOperators.XOR, chosen);
            LongVector c = a.lanewise(VectorOperators.XOR, chosen);
            s = s.lanewise(VectorOperators.XOR, quarters.and(2).lanewise(VectorOperators.LSHL, 62));
            c = c.lanewise(VectorOperators.XOR, next.and(2).lanewise(VectorOperators.LSHL, 62));
            radius.mul(c.reinterpretAsDoubles()).intoArray(r, i);
            radius.mul(s.reinterpretAsDoubles()).intoArray(v, i);
        }
    }
}
