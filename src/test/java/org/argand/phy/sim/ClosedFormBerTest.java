package org.argand.phy.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.argand.array.ArgandException;
import org.argand.phy.ReferenceTable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Theory against a table computed otherwise, against textbook formulas, and against itself where two kinds coincide. */
class ClosedFormBerTest {
    @Test
    void qam_isThatOfTheTable() {
        List<String[]> rows = ReferenceTable.of("closed_form_ber.csv").rows();
        int compared = 0;
        for (String[] row : rows.subList(1, rows.size())) {
            ClosedFormBer theory = ClosedFormBer.qam(Integer.parseInt(row[1]));
            double ebno = Double.parseDouble(row[2]);
            double ber =
                    switch (row[0]) {
                        case "awgn" -> theory.awgn(ebno);
                        case "rayleigh" -> theory.rayleigh(ebno);
                        default ->
                                theory.rayleigh(ebno, row[0].replaceAll("\\D", "").charAt(0) - '0');
                    };
            double expected = Double.parseDouble(row[3]);
            assertEquals(expected, ber, 1e-8 * expected, String.join(",", row));
            compared++;
        }
        assertTrue(compared > 900, compared + " figures");
    }

    /** Two and four phases are PAM and QAM; eight and sixteen over Rayleigh fading fall as 1/γ. */
    @ParameterizedTest
    @ValueSource(doubles = {-5, 0, 4, 10})
    void psk_ofTwoAndFourPhasesIsPamAndQam(double ebno) {
        double bpsk = ClosedFormBer.pam(1).awgn(ebno);
        assertEquals(bpsk, ClosedFormBer.psk(1).awgn(ebno), 1e-9 * bpsk);
        assertEquals(bpsk, ClosedFormBer.psk(2).awgn(ebno), 1e-9 * bpsk);
        double gamma = Math.pow(10, ebno / 10);
        double faded = 0.5 * (1 - Math.sqrt(gamma / (1 + gamma)));
        assertEquals(faded, ClosedFormBer.psk(2).rayleigh(ebno), 1e-9 * faded);
    }

    /** At high Eb/N0 only neighbours count, two of them at sin(π/M): 2Q(√(2mγ)·sin(π/M))/m. */
    @ParameterizedTest
    @ValueSource(ints = {3, 4})
    void psk_approachesItsNearestNeighbours(int m) {
        double ebno = m == 3 ? 14 : 18;
        double gamma = Math.pow(10, ebno / 10) * m * Math.pow(Math.sin(Math.PI / (1 << m)), 2);
        // The BPSK curve at the γ of a neighbour is its Gaussian tail.
        double tail = ClosedFormBer.pam(1).awgn(10 * Math.log10(gamma));
        assertEquals(2 * tail / m, ClosedFormBer.psk(m).awgn(ebno), 1e-3 * tail);
    }

    @Test
    void otherSizes_areRefused() {
        assertThrows(ArgandException.InvalidArgument.class, () -> ClosedFormBer.qam(3));
        assertThrows(ArgandException.InvalidArgument.class, () -> ClosedFormBer.qam(0));
        assertThrows(ArgandException.InvalidArgument.class, () -> ClosedFormBer.pam(13));
        assertThrows(ArgandException.InvalidArgument.class, () -> ClosedFormBer.psk(0));
    }
}
