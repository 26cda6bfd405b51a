package org.argand.backend.cpu;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.MethodModel;
import java.lang.classfile.attribute.CodeAttribute;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Methods that are to be compiled by themselves are longer than what HotSpot inlines (FreqInlineSize), and not so long
 * that it stops inlining vector operations into them: in either case vectors become objects, which is several times as slow.
 * The upper limit is coarse, as that depends on how many operations there are; one of 566 bytes was too long.
 */
class KernelSizesTest {
    private static final int INLINED = 325;
    private static final int WHOLE = 700;

    @ParameterizedTest
    @CsvSource({
        "EliminationKernel, complexPivot",
        "EliminationKernel, complexRows",
        "EliminationKernel, realPivot",
        "EliminationKernel, complexColumn",
        "SideKernel, realDot",
        "SideKernel, realPart",
        "SideKernel, imaginaryPart",
        "SideKernel, realAdd",
        "SideKernel, complexAdd",
        "SideKernel, realRotate",
        "SideKernel, complexRotate",
        "SideQlKernel, shift",
        "SideQlKernel, sweep",
        "SideReflectors, alpha",
        "SideSvd, findRotation",
        "SquareTiles, eight",
    })
    void kernel_isCompiledByItself(String type, String method) throws IOException {
        int size = size(type, method);
        assertTrue(size > INLINED && size < WHOLE, method + " has " + size + " bytes");
    }

    private static int size(String type, String method) throws IOException {
        try (InputStream in = SideKernel.class.getResourceAsStream(type + ".class")) {
            ClassModel model = ClassFile.of().parse(in.readAllBytes());
            Stream<MethodModel> all = model.methods().stream();
            return all.filter(m -> m.methodName().equalsString(method))
                    .flatMap(m -> m.code().stream())
                    .mapToInt(c -> ((CodeAttribute) c).codeLength())
                    .findFirst()
                    .orElseThrow();
        }
    }
}
