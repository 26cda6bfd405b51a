package org.argand.backend.cpu;

import org.argand.backend.cpu.GemmMemory.Box;

/** Small products one by one, in plain Java. */
final class PlainBatchKernel<T> implements BatchKernel<T> {
    private final GemmMemory<T> memory;

    PlainBatchKernel(GemmMemory<T> memory) {
        this.memory = memory;
    }

    @Override
    public boolean suits(int rowLength) {
        return true;
    }

    @Override
    public boolean turns(Batch<T> x) {
        return true;
    }

    @Override
    public void multiply(Batch<T> x, int first, int count) {
        Box all = new Box(0, x.m(), 0, x.n(), 0, x.k());
        for (int i = first; i < first + count; i++) {
            memory.direct(
                    x.complex(),
                    x.a().shifted(i * x.aStep()),
                    x.b().shifted(i * x.bStep()),
                    x.c().shifted(i * x.cStep()),
                    all,
                    false);
        }
    }
}
