/** GPUs as devices: kernels that ship and kernels that are generated, cuBLAS and cuFFT, through JCuda. */
@NullMarked
package org.argand.backend.cuda;

import org.jspecify.annotations.NullMarked;
