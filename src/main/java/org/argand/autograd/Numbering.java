package org.argand.autograd;

import java.util.Arrays;
import org.argand.tensor.Tensor;

/** Numbers tensors from 0 in the order in which they come, so that what is known of them lies in arrays. */
final class Numbering {
    /** The number of a tensor that has none. */
    static final int NONE = -1;

    private Tensor[] tensors = new Tensor[16];

    /** Numbers, from 1, at the place that the leading bits of the hash say, or after it. */
    private int[] table = new int[64];

    private int size;

    /** How many have a number. */
    int size() {
        return size;
    }

    /** The tensor of that number. */
    Tensor get(int number) {
        return tensors[number];
    }

    /** The number of {@code t}, or {@link #NONE}. */
    int find(Tensor t) {
        return table[place(t)] - 1;
    }

    /** The number of {@code t}, the next one if it is new. */
    int add(Tensor t) {
        int at = place(t);
        if (table[at] == 0) {
            if (size == tensors.length) {
                grow();
                at = place(t);
            }
            tensors[size] = t;
            table[at] = ++size;
        }
        return table[at] - 1;
    }

    /** Forgets all. */
    void clear() {
        tensors = new Tensor[16];
        table = new int[64];
        size = 0;
    }

    private int place(Tensor t) {
        int mask = table.length - 1;
        int at = t.hashCode() >>> Integer.numberOfLeadingZeros(mask);
        while (table[at] != 0 && tensors[table[at] - 1] != t) {
            at = (at + 1) & mask;
        }
        return at;
    }

    private void grow() {
        tensors = Arrays.copyOf(tensors, 2 * size);
        table = new int[8 * size];
        for (int k = 0; k < size; k++) {
            table[place(tensors[k])] = k + 1;
        }
    }
}
