package org.argand.backend.reference;

import java.util.List;
import org.argand.backend.Factorisation;
import org.argand.backend.Operand;
import org.argand.backend.dense.DenseBatch;
import org.argand.backend.dense.VectorLoops;

/** Factorisations of one matrix after the other. */
final class Factorisations {
    private Factorisations() {}

    private record Elements(ReferenceBuffer buffer, Scalar scalar) implements DenseBatch.Memory {
        @Override
        public double re(long at) {
            return buffer.re(at);
        }

        @Override
        public double im(long at) {
            return buffer.im(at);
        }

        @Override
        public void set(long at, double re, double im) {
            buffer.set(at, scalar.set(re, im));
        }
    }

    static void run(Factorisation kind, List<Operand> operands, Operand result, Operand status) {
        DenseBatch batch =
                new DenseBatch(
                        kind,
                        operands.stream().map(Factorisations::view).toList(),
                        view(result),
                        view(status),
                        VectorLoops.PLAIN);
        for (int item = 0; item < batch.size(); item++) {
            batch.run(item);
        }
    }

    private static DenseBatch.View view(Operand o) {
        Elements elements = new Elements(ReferenceBuffer.of(o.buffer(), "factor"), new Scalar());
        return new DenseBatch.View(elements, o.layout(), o.dtype().isComplex());
    }
}
