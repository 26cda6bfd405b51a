package org.argand.tensor;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.argand.array.DType;

/**
 * A measured figure: how far the results of a pointwise function on the CPU are from the true ones at worst.
 *
 * @param op name of the function
 * @param dtype type of its operands
 * @param points how many operands were tried, over all magnitudes, near branch points and where functions overflow
 * @param error |ŝ − s| in units of 2⁻²⁴|s| (float32, complex64) or 2⁻⁵³|s|; below the normal numbers |s| counts as the
 *     smallest of them
 * @param at the operands of the worst one, parts of complex ones separated by a space
 */
public record Accuracy(String op, DType dtype, int points, double error, String at) {
    private static final String HEADER = "op,dtype,points,error,at";

    /** The figures that a test recorded, and holds. */
    public static List<Accuracy> recorded() {
        List<Accuracy> list = new ArrayList<>();
        try (InputStream in = Accuracy.class.getResourceAsStream("accuracy.csv")) {
            if (in == null) {
                return list;
            }
            BufferedReader lines =
                    new BufferedReader(new InputStreamReader(in, StandardCharsets.US_ASCII));
            lines.readLine();
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                String[] w = line.split(",", -1);
                list.add(
                        new Accuracy(
                                w[0],
                                DType.parse(w[1]),
                                Integer.parseInt(w[2]),
                                Double.parseDouble(w[3]),
                                w[4]));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return list;
    }

    /** The operands of the worst one, for people: {@code 2−3i and 0.5+1i}. */
    public String worst() {
        String[] numbers = at.split(" ");
        List<String> operands = new ArrayList<>();
        for (int k = 0; k < numbers.length; k += dtype.components()) {
            operands.add(
                    dtype.isComplex() ? numbers[k] + signed(numbers[k + 1]) + "i" : numbers[k]);
        }
        return String.join(" and ", operands).replace('-', '−');
    }

    private static String signed(String number) {
        return number.startsWith("-") ? number : "+" + number;
    }

    /** The file of these figures, which {@link #recorded} reads. */
    static List<String> lines(List<Accuracy> figures) {
        List<String> lines = new ArrayList<>(List.of(HEADER));
        for (Accuracy a : figures) {
            lines.add(
                    String.format(
                            Locale.ROOT,
                            "%s,%s,%d,%.2f,%s",
                            a.op,
                            a.dtype,
                            a.points,
                            a.error,
                            a.at));
        }
        return lines;
    }
}
