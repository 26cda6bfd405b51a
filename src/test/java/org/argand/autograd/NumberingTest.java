package org.argand.autograd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.ArrayList;
import java.util.List;
import org.argand.tensor.Tensor;
import org.junit.jupiter.api.Test;

/** Tensors are numbered in the order in which they come, by identity. */
class NumberingTest {
    @Test
    void tensors_areNumberedOnceInOrder() {
        Numbering numbering = new Numbering();
        List<Tensor> all = new ArrayList<>();
        for (int k = 0; k < 1000; k++) {
            Tensor t = Tensor.of(1.0);
            all.add(t);
            assertEquals(Numbering.NONE, numbering.find(t));
            assertEquals(k, numbering.add(t));
        }
        for (int k = 0; k < 1000; k++) {
            assertEquals(k, numbering.find(all.get(k)));
            assertEquals(k, numbering.add(all.get(k)));
            assertSame(all.get(k), numbering.get(k));
        }
        assertEquals(1000, numbering.size());
        numbering.clear();
        assertEquals(0, numbering.size());
        assertEquals(Numbering.NONE, numbering.find(all.getFirst()));
    }
}
