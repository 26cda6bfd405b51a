package org.argand.phy.channel;

import org.argand.array.ArgandException;
import org.argand.array.DType;
import org.argand.array.Shape;
import org.argand.tensor.RandomStream;
import org.argand.tensor.Tensor;

/**
 * How fast a channel changes: the largest Doppler shift, drawn for each pair of transmitter and receiver from a range.
 *
 * @param fromHz smallest
 * @param toHz largest
 */
public record Doppler(double fromHz, double toHz) {
    /** Nothing moves. */
    public static final Doppler NONE = new Doppler(0, 0);

    private static final double SPEED_OF_LIGHT = 299_792_458;

    public Doppler {
        if (!(fromHz >= 0 && fromHz <= toHz && toHz < Double.POSITIVE_INFINITY)) {
            throw new ArgandException.InvalidArgument(
                    "doppler", "shifts from " + fromHz + " to " + toHz + " Hz");
        }
    }

    /** The same shift for all. */
    public static Doppler of(double hz) {
        return new Doppler(hz, hz);
    }

    /** v·f/c for speeds in m/s and a carrier in Hz. */
    public static Doppler ofSpeeds(double from, double to, double carrier) {
        return new Doppler(from * carrier / SPEED_OF_LIGHT, to * carrier / SPEED_OF_LIGHT);
    }

    boolean isNone() {
        return toHz == 0;
    }

    /** Shifts in Hz, float64. */
    Tensor draw(Shape shape, RandomStream random) {
        return fromHz == toHz
                ? Tensor.full(DType.FLOAT64, shape, toHz)
                : random.uniform(DType.FLOAT64, shape, fromHz, toHz);
    }

    /**
     * Mean correlation of scattered fading over {@code seconds}, J₀(2πf·t) averaged over the range; J₀ as the mean of
     * cos(x·cos θ) over angles, which converges faster than any power of their number.
     */
    double correlation(double seconds) {
        int shifts = fromHz == toHz ? 1 : 200;
        double sum = 0;
        for (int s = 0; s < shifts; s++) {
            double x = 2 * Math.PI * shift(s, shifts) * seconds;
            int angles = 32 + 2 * (int) Math.ceil(Math.abs(x));
            double mean = 0;
            for (int n = 0; n < angles; n++) {
                mean += Math.cos(x * Math.cos(2 * Math.PI * (n + 0.25) / angles));
            }
            sum += mean / angles;
        }
        return sum / shifts;
    }

    /** The middle of the range in Hz. */
    double middle() {
        return (fromHz + toHz) / 2;
    }

    /** Modulus of the mean of e^{2πi·f·t} over the range, {@code sinc((to − from)·t)}. */
    double spread(double seconds) {
        double x = Math.PI * (toHz - fromHz) * seconds;
        return x == 0 ? 1 : Math.sin(x) / x;
    }

    /** Midpoint s of so many equal parts of the range. */
    private double shift(int s, int parts) {
        return fromHz + (toHz - fromHz) * (s + 0.5) / parts;
    }
}
