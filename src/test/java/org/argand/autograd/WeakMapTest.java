package org.argand.autograd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.argand.tensor.Tensor;
import org.junit.jupiter.api.Test;

/** What is known of tensors is found as long as they live, and does not keep them alive. */
class WeakMapTest {
    @Test
    void values_areFoundByIdentityAndTheFirstStays() {
        WeakMap<Integer> map = new WeakMap<>();
        List<Tensor> all = new ArrayList<>();
        for (int k = 0; k < 500; k++) {
            all.add(Tensor.of(1.0));
            map.putIfAbsent(all.get(k), k);
            map.putIfAbsent(all.get(k), -1);
        }
        WeakMap<Integer> copy = map.copy();
        for (int k = 0; k < 500; k++) {
            assertEquals(Optional.of(k), map.find(all.get(k)));
            assertEquals(Optional.of(k), copy.find(all.get(k)));
        }
        assertFalse(map.contains(Tensor.of(1.0)));
        assertTrue(map.anyMatch((t, k) -> t == all.get(7) && k == 7));
        assertFalse(map.anyMatch((t, k) -> t == all.get(7) && k != 7));
        map.clear();
        assertFalse(map.contains(all.getFirst()));
        assertTrue(copy.contains(all.getFirst()));
    }

    @Test
    void tensors_areNotKeptAlive() throws InterruptedException {
        WeakMap<Boolean> map = new WeakMap<>();
        Tensor kept = Tensor.of(1.0);
        WeakReference<Tensor> lost = new WeakReference<>(noted(map));
        map.putIfAbsent(kept, true);
        for (int k = 0; k < 100 && lost.get() != null; k++) {
            System.gc();
            Thread.sleep(10);
        }
        assertTrue(lost.get() == null);
        for (int k = 0; k < 100; k++) {
            noted(map);
        }
        assertTrue(map.contains(kept));
    }

    private static Tensor noted(WeakMap<Boolean> map) {
        Tensor t = Tensor.of(2.0);
        map.putIfAbsent(t, true);
        return t;
    }
}
