package org.argand.backend.cpu;

/**
 * The product of some rows of A and all of B, which is copied once.
 *
 * @param <T> {@code float[]} or {@code double[]}
 */
final class ProductStage<T> implements RowStage {
    private final Gemm<T> product;
    private final GemmRows<T> to;
    private final Scrap<T> panels;

    ProductStage(Gemm<T> product, GemmRows<T> to, Scrap<T> panels) {
        this.product = product;
        this.to = to;
        this.panels = panels;
    }

    @Override
    public void begin(int wave) {
        product.pack(panels.take(product.packed()));
    }

    @Override
    public void run(int i0, int i1) {
        int together = product.rowsTogether();
        for (int i = i0; i < i1; i += together) {
            product.rows(i, Math.min(i1, i + together), panels.array(), to);
        }
    }

    @Override
    public void close() {
        panels.give();
    }
}
