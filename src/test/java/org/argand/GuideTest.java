package org.argand;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.argand.cli.Invocation;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Keeps the guides true: every program runs and prints what its guide shows.
 *
 * <p>The java blocks of a section are one program, in the {@code main} of a compact source file behind the imports that the
 * guide begins with. A block prints the text block that follows it directly, or nothing if none does. A sh block that a text
 * block follows is one command, which prints that.
 */
class GuideTest {
    private static final Path GUIDES = Path.of("docs");

    private static final Pattern BLOCK =
            Pattern.compile("```(\\w+)\n(.*?)```(?:\n\n```text\n(.*?)```)?", Pattern.DOTALL);

    /** How long a point of a sweep took, before its status. */
    private static final Pattern SECONDS = Pattern.compile(" *\\d+\\.\\d(?= \\| [a-z -]+$)");

    /** What a program prints after each block, to tell their outputs apart. */
    private static final char END_OF_BLOCK = '\f';

    /**
     * A block of code.
     *
     * @param shown what it is said to print; none if nothing is said
     */
    private record Block(String language, String code, List<String> shown) {
        boolean answered() {
            return !shown.isEmpty();
        }
    }

    @TestFactory
    Stream<DynamicTest> links_printWhatTheGuideShows(@TempDir Path folder) throws IOException {
        return sections("link", folder);
    }

    @TestFactory
    Stream<DynamicTest> training_printsWhatTheGuideShows(@TempDir Path folder) throws IOException {
        return sections("training", folder);
    }

    private static Stream<DynamicTest> sections(String guide, Path folder) throws IOException {
        String[] parts = Files.readString(GUIDES.resolve(guide + ".md")).split("(?m)^## ");
        String imports = java(blocks(parts[0])).getFirst().code();
        return IntStream.range(1, parts.length)
                .mapToObj(k -> {
                    List<Block> blocks = blocks(parts[k]);
                    return DynamicTest.dynamicTest(
                            parts[k].lines().findFirst().orElseThrow(),
                            () -> {
                                checkCommands(blocks);
                                checkProgram("Section" + k, imports, java(blocks), folder);
                            });
                });
    }

    private static List<Block> blocks(String text) {
        return BLOCK.matcher(text)
                .results()
                .map(b -> {
                    List<String> shown =
                            b.group(3) == null ? List.of() : b.group(3).lines().toList();
                    return new Block(b.group(1), b.group(2), shown);
                })
                .toList();
    }

    private static List<Block> java(List<Block> blocks) {
        return blocks.stream().filter(b -> b.language().equals("java")).toList();
    }

    private static void checkProgram(String name, String imports, List<Block> blocks, Path folder)
            throws Exception {
        if (blocks.isEmpty()) {
            return;
        }
        String end = "System.out.print((char) %d);%n".formatted((int) END_OF_BLOCK);
        String statements = blocks.stream().map(b -> b.code() + end).collect(Collectors.joining());
        String source = imports + "void main() throws Exception {\n" + statements + "}\n";
        String[] printed =
                JavaProgram.output(name, source, folder).split(String.valueOf(END_OF_BLOCK), -1);
        for (int k = 0; k < blocks.size(); k++) {
            assertEquals(blocks.get(k).shown(), printed[k].lines().toList(), blocks.get(k)::code);
        }
    }

    private static void checkCommands(List<Block> blocks) {
        for (Block b : blocks) {
            if (b.language().equals("sh") && b.answered()) {
                List<String> words = new ArrayList<>(List.of(b.code().strip().split("\\s+")));
                assertEquals("./argand", words.removeFirst());
                words.addAll(List.of("--device", "cpu"));
                Invocation run = Invocation.of(words.toArray(String[]::new));
                assertEquals(0, run.code(), run::err);
                assertEquals(timeless(b.shown()), timeless(run.out().lines().toList()), b::code);
            }
        }
    }

    private static List<String> timeless(List<String> lines) {
        return lines.stream().map(l -> SECONDS.matcher(l).replaceFirst("")).toList();
    }
}
