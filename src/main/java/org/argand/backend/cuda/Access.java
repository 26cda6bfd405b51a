package org.argand.backend.cuda;

import java.util.List;

/** How a pointwise kernel finds its elements; with the program, what makes kernels equal. */
sealed interface Access {
    /**
     * Every operand is row-major without gaps, or one element for all indices.
     *
     * @param width neighbouring elements that a thread takes at once
     * @param single which inputs are one element
     */
    record Flat(int width, List<Boolean> single) implements Access {
        public Flat {
            single = List.copyOf(single);
        }
    }

    /**
     * Every operand has its own strides.
     *
     * @param rank number of axes, at least 1
     * @param wide whether indices and offsets in bytes need 64 bits
     */
    record Strided(int rank, boolean wide) implements Access {
        /** The registers of indices and offsets. */
        Ptx.Kind kind() {
            return wide ? Ptx.Kind.B64 : Ptx.Kind.B32;
        }
    }
}
