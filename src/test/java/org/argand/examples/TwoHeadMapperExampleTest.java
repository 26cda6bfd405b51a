package org.argand.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.argand.array.DType;
import org.argand.array.Shape;
import org.argand.autograd.GradientTape;
import org.argand.autograd.Gradients;
import org.argand.tensor.RandomStream;
import org.argand.tensor.Tensor;
import org.argand.tensor.Variable;
import org.junit.jupiter.api.Test;

/** The two-head link: every weight has a gradient, and it learns. */
class TwoHeadMapperExampleTest {
    @Test
    void everyWeight_hasARealGradientThroughTheComplexChannel() {
        TwoHeadMapperExample link = new TwoHeadMapperExample(1);
        Tensor bits = new RandomStream(2).bits(DType.FLOAT32, Shape.of(16, 8));
        try (GradientTape tape = GradientTape.open()) {
            Gradients g = tape.gradient(link.demap(link.map(bits)).abs2().mean());
            for (Variable v : link.variables()) {
                assertFalse(g.of(v).dtype().isComplex(), v.name());
                assertEquals(v.shape(), g.of(v).shape());
                assertTrue(g.of(v).abs2().sum().item() > 0, v.name());
            }
        }
    }

    @Test
    void training_learnsToTransmit() {
        TwoHeadMapperExample link = new TwoHeadMapperExample(1);
        double first = link.step(256);
        assertEquals(Math.log(2), first, 0.15);
        double last = first;
        for (int k = 0; k < 300; k++) {
            last = link.step(256);
        }
        assertTrue(last < 0.05, "loss fell from " + first + " only to " + last);
    }
}
