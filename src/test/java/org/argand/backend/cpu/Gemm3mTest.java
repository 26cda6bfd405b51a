package org.argand.backend.cpu;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.argand.backend.cpu.Products.Kernel;
import org.argand.backend.cpu.Products.Kind;
import org.argand.backend.cpu.Products.Op;
import org.argand.backend.cpu.Products.Problem;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Complex products by three real ones: their error, and bit for bit across kernels and threads. */
class Gemm3mTest {

    private final int threadsBefore = Workers.threads();

    @AfterEach
    void restore() {
        Workers.setThreads(threadsBefore);
        Gemm3m.choose(false);
    }

    static List<Arguments> kindsAndOps() {
        List<Arguments> all = new ArrayList<>();
        for (Kind kind : List.of(Kind.COMPLEX64, Kind.COMPLEX128)) {
            for (Op opA : Op.values()) {
                for (Op opB : Op.values()) {
                    all.add(Arguments.of(kind, opA, opB));
                }
            }
        }
        return all;
    }

    @ParameterizedTest(name = "{0} {1}{2} seed 11")
    @MethodSource("kindsAndOps")
    void product_isWithinItsBound(Kind kind, Op opA, Op opB) {
        Random random = new Random(11);
        int[][] shapes = {{1, 1, 1}, {3, 5, 7}, {40, 33, 65}, {130, 70, 600}, {600, 17, 20}};
        for (int[] shape : shapes) {
            Problem problem = new Problem(kind, shape[0], shape[1], shape[2], opA, opB, random);
            double[] plain = problem.runByThree(Kernel.PLAIN);
            problem.assertWithin(2 * shape[2] + 8, plain);
            if (Lanes.available()) {
                assertArrayEquals(plain, problem.runByThree(Kernel.VECTOR), problem.toString());
            }
        }
    }

    @ParameterizedTest(name = "{0} seed 12")
    @EnumSource(
            value = Kind.class,
            names = {"COMPLEX64", "COMPLEX128"})
    void product_isTheSameBitsOnAnyNumberOfThreads(Kind kind) {
        Problem problem = new Problem(kind, 520, 130, 520, Op.N, Op.N, new Random(12));
        Workers.setThreads(1);
        double[] one = problem.runByThree(Kernel.CURRENT);
        Workers.setThreads(2);
        assertArrayEquals(one, problem.runByThree(Kernel.CURRENT));
    }

    @Test
    void choice_isForLargeProductsOnly() {
        int least = Gemm3m.LEAST;
        assertFalse(Gemm3m.chosen(least, least, least));
        Gemm3m.choose(true);
        assertTrue(Gemm3m.chosen(least, least, least));
        assertFalse(Gemm3m.chosen(least - 1, least, least));
        assertFalse(Gemm3m.chosen(least, least - 1, least));
        assertFalse(Gemm3m.chosen(least, least, least - 1));
    }
}
