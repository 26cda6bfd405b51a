package org.argand.backend.cpu;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.argand.array.Layout;
import org.argand.array.Shape;
import org.argand.backend.Operand;
import org.argand.backend.Program.Bindings;

/**
 * The axes of an index space in the order in which its operands lie in memory, the one with the longest strides first.
 *
 * @param axes the axes, in that order
 */
record MemoryOrder(int[] axes) {
    /** The order of the space itself. */
    static MemoryOrder rowMajor(Shape shape) {
        int[] axes = new int[shape.rank()];
        for (int a = 0; a < axes.length; a++) {
            axes[a] = a;
        }
        return new MemoryOrder(axes);
    }

    /** The order of operands that are no broadcasts; that of the space if they differ, or there are none. */
    static MemoryOrder of(Shape shape, List<Operand> operands) {
        MemoryOrder none = rowMajor(shape);
        int[] common = none.axes;
        boolean first = true;
        for (Operand o : operands) {
            if (isBroadcast(o.layout())) {
                continue;
            }
            int[] order = order(o.layout());
            if (!first && !Arrays.equals(order, common)) {
                return none;
            }
            common = order;
            first = false;
        }
        return new MemoryOrder(common);
    }

    /** Whether elements of that operand that are neighbours in memory are not those along the last axis. */
    static boolean isTransposed(Operand operand) {
        Layout layout = operand.layout();
        int[] order = order(layout);
        int last = order.length - 1;
        while (last > 0 && layout.shape().dim(last) == 1) {
            last--;
        }
        return last > 0 && order[last] != last && !isBroadcast(layout);
    }

    private static boolean isBroadcast(Layout layout) {
        return IntStream.range(0, layout.shape().rank())
                .anyMatch(a -> layout.stride(a) == 0 && layout.shape().dim(a) != 1);
    }

    /** Axes of extent 1 stay where they are. */
    private static int[] order(Layout layout) {
        Shape shape = layout.shape();
        List<Integer> longer = new ArrayList<>();
        for (int a = 0; a < shape.rank(); a++) {
            if (shape.dim(a) != 1) {
                longer.add(a);
            }
        }
        longer.sort(Comparator.comparingLong(a -> -Math.abs(layout.stride(a))));
        int[] order = new int[shape.rank()];
        for (int a = 0, k = 0; a < order.length; a++) {
            order[a] = shape.dim(a) == 1 ? a : longer.get(k++);
        }
        return order;
    }

    /** Whether that is the order of the index space itself. */
    boolean isRowMajor() {
        for (int k = 0; k < axes.length; k++) {
            if (axes[k] != k) {
                return false;
            }
        }
        return true;
    }

    Operand permuted(Operand operand) {
        return isRowMajor()
                ? operand
                : new Operand(operand.buffer(), operand.layout().permuted(axes));
    }

    Shape permuted(Shape shape) {
        return Shape.of(Arrays.stream(axes).mapToLong(shape::dim).toArray());
    }

    Bindings permuted(Bindings bindings) {
        if (isRowMajor()) {
            return bindings;
        }
        List<Operand> inputs = bindings.inputs().stream().map(this::permuted).toList();
        Shape shape = permuted(bindings.shape());
        return new Bindings(shape, inputs, bindings.constants(), bindings.keys());
    }

    /** Whether some axes of the space, sorted, come one after the other in this order, too. */
    boolean keeps(int[] some) {
        int[] found = Arrays.stream(axes).filter(a -> Arrays.binarySearch(some, a) >= 0).toArray();
        return Arrays.equals(found, some);
    }

    /** Where some axes of the space, sorted, are in this order, sorted. */
    int[] places(int[] some) {
        return isRowMajor()
                ? some
                : IntStream.range(0, axes.length)
                        .filter(k -> Arrays.binarySearch(some, axes[k]) >= 0)
                        .toArray();
    }
}
