package org.argand.backend.cpu;

/**
 * The product of matrices that are deep along the rows of the pipeline: Aᵀ · B, chunk by chunk.
 *
 * @param <T> {@code float[]} or {@code double[]}
 */
final class DeepStage<T> implements RowStage {
    private final Gemm<T> product;

    /** Rows of a chunk. */
    private final int chunk;

    /** The products of the chunks of a wave. */
    private final Scrap<T> parts;

    private int count;

    /** Of a product of that depth. */
    DeepStage(Gemm<T> product, int depth, Scrap<T> parts) {
        this.product = product;
        this.chunk = GemmChunks.of(product.numbers(), depth, 1).depth();
        this.parts = parts;
    }

    @Override
    public int granule() {
        return chunk;
    }

    @Override
    public void begin(int wave) {
        count = Math.ceilDiv(wave, chunk);
        parts.take(Math.multiplyExact(count, product.numbers()));
    }

    @Override
    public void run(int i0, int i1) {
        product.depth(i0, i1, parts.array(), i0 / chunk % count, i0 % chunk > 0);
    }

    @Override
    public void settle(int i0, int i1) {
        product.sum(parts.array(), Math.ceilDiv(i1 - i0, chunk), i0 > 0);
    }

    @Override
    public void close() {
        parts.give();
    }
}
