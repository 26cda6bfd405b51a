package org.argand.backend.cpu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A kernel starts plain and settles on its vector form; what is hardly used is never rehearsed. */
@Timeout(90)
class WarmTest {

    private static final DoubleUnaryOperator PLAIN = x -> x;
    private static final DoubleUnaryOperator VECTOR = x -> x + 0;

    /** What other tests have left to be rehearsed is not waited for. */
    private final Rehearsals rehearsals = new Rehearsals();

    private final AtomicInteger made = new AtomicInteger();
    private volatile double sink;

    /** The vector form is the faster by decree: the plain one does far more work for the same. */
    private double rehearse(DoubleUnaryOperator kernel) {
        double sum = 0;
        for (int i = 0; i < (kernel == PLAIN ? 3000 : 3); i++) {
            sum += kernel.applyAsDouble(i);
        }
        sink = sum;
        return 1;
    }

    private Warm<DoubleUnaryOperator> warm() {
        return new Warm<>(
                PLAIN,
                () -> {
                    made.incrementAndGet();
                    return VECTOR;
                },
                this::rehearse,
                false,
                rehearsals);
    }

    @Test
    void get_isThePlainFormAtFirst() {
        assertEquals(PLAIN, warm().get());
    }

    @Test
    void settled_isTheVectorFormWhereThereAreLanes() throws InterruptedException {
        Warm<DoubleUnaryOperator> warm = warm();
        assertEquals(Lanes.available() ? VECTOR : PLAIN, warm.settled());
        assertEquals(warm.settled(), warm.get());
        assertEquals(Lanes.available() ? 1 : 0, made.get());
    }

    @Test
    void get_aFewTimesStartsNothing() throws InterruptedException {
        Warm<DoubleUnaryOperator> warm = warm();
        warm.get();
        warm.get();
        warm().settled();
        rehearsals.awaitAll();
        assertEquals(Lanes.available() ? 1 : 0, made.get(), "only that of the other");
    }

    @Test
    void get_timeAndAgainStartsTheRehearsals() throws InterruptedException {
        assumeTrue(Lanes.available());
        Warm<DoubleUnaryOperator> warm = warm();
        for (int i = 0; i < 3; i++) {
            assertEquals(PLAIN, warm.get());
        }
        rehearsals.awaitAll();
        assertEquals(VECTOR, warm.get());
    }

    @Test
    void settled_isThePlainFormIfTheOtherCannotBeMade() throws InterruptedException {
        Warm<DoubleUnaryOperator> warm =
                new Warm<>(
                        PLAIN,
                        () -> {
                            throw new IllegalStateException("no such kernel");
                        },
                        this::rehearse,
                        false,
                        rehearsals);
        assertEquals(PLAIN, warm.settled());
        assertEquals(PLAIN, warm.get());
    }
}
