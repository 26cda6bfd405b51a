package org.argand.tensor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.argand.array.DType;
import org.argand.array.Device;
import org.argand.array.Shape;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What begins again after some elements gives the bits of the same thing written out, in every layout and place, on the CPU; on a
 * GPU the order of a sum follows strides.
 */
class RepeatedOperandsTest {
    private static Shape shape(long... dims) {
        return Shape.of(dims);
    }

    static Stream<Arguments> shapes() {
        return Stream.of(
                Arguments.of(shape(60, 100), shape(1, 100)),
                Arguments.of(shape(3000, 2), shape(2)),
                Arguments.of(shape(41, 100), shape(1, 1)),
                Arguments.of(shape(5000, 1), shape(1, 1)),
                Arguments.of(shape(70, 3, 25), shape(3, 25)),
                Arguments.of(shape(70, 3, 25), shape(1, 3, 1)),
                Arguments.of(shape(4, 30, 3, 25), shape(1, 1, 3, 25)),
                Arguments.of(shape(4, 30, 3, 25), shape(1, 30, 1, 25)),
                Arguments.of(shape(5, 1023), shape(1023)),
                Arguments.of(shape(5, 1024), shape(1024)),
                Arguments.of(shape(5, 1025), shape(1025)),
                Arguments.of(shape(3000, 100), shape(100)));
    }

    @ParameterizedTest(name = "{0} and {1}")
    @MethodSource("shapes")
    void results_areThoseOfCopies(Shape large, Shape small) {
        for (DType d : List.of(DType.FLOAT32, DType.FLOAT64, DType.COMPLEX64, DType.COMPLEX128)) {
            RandomStream random = new RandomStream(7);
            Tensor x = random.normal(d, large).to(Device.cpu()).realise();
            for (Tensor row : held(random.normal(d, small).to(Device.cpu()).realise())) {
                Tensor whole = row.broadcastTo(large).copied();
                List<Tensor> expected = results(x, whole);
                List<Tensor> actual = results(x, row);
                for (int k = 0; k < expected.size(); k++) {
                    assertArrayEquals(
                            expected.get(k).toDoubles(), actual.get(k).toDoubles(), d + " " + k);
                }
            }
        }
    }

    /** As it is, and as a part of something larger, backwards. */
    private static List<Tensor> held(Tensor row) {
        Tensor wide = Tensor.stack(List.of(row.mul(3), row), row.rank()).realise();
        return List.of(row, wide.select(-1, 1).flip(-1));
    }

    private static List<Tensor> results(Tensor x, Tensor row) {
        List<Tensor> all = new ArrayList<>();
        all.add(x.add(row));
        all.add(row.mul(x).add(row).mul(2));
        all.add(row.exp().mul(x).sub(row.square()));
        all.add(x.mul(row).sum());
        all.add(x.mul(row).sum(-1));
        all.add(x.mul(row).sum(0));
        all.add(x.transpose().add(row.broadcastTo(x.shape()).transpose()));
        Tensor part = x.slice(0, 1, x.dim(0)).mul(row.rank() < x.rank() ? row : row.select(0, 0));
        all.add(part);
        return all;
    }
}
