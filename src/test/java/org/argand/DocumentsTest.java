package org.argand;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Keeps what the documents say true: examples compile and run, quotations and links exist. */
class DocumentsTest {
    private static final Pattern JAVA = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);

    /** A quotation: the path of a file in backquotes and a colon, then a block of code. */
    private static final Pattern QUOTATION =
            Pattern.compile("`([\\w/.]+\\.java)`[^`\n]*:\n\n```java\n(.*?)```", Pattern.DOTALL);

    private static final Pattern LINK = Pattern.compile("\\]\\((?!https?:)([^)#]+)\\)");
    private static final Path MAIN = Path.of("src/main/java/org/argand");

    @Test
    void readmeExample_compilesAndFindsTheGain(@TempDir Path folder) throws Exception {
        Matcher block = JAVA.matcher(Files.readString(Path.of("README.md")));
        assertTrue(block.find());
        String said = JavaProgram.output("FirstGradient", block.group(1), folder);
        String[] parts = said.strip().replaceAll("[()]", "").split(",");
        assertEquals(0.6, Double.parseDouble(parts[0]), 0.02);
        assertEquals(-0.8, Double.parseDouble(parts[1]), 0.02);
    }

    @Test
    void contributing_quotesWhatIsThere() throws IOException {
        List<MatchResult> quotations =
                QUOTATION.matcher(Files.readString(Path.of("CONTRIBUTING.md"))).results().toList();
        assertFalse(quotations.isEmpty());
        for (MatchResult q : quotations) {
            String file = withoutLayout(Files.readString(MAIN.resolve(q.group(1))));
            for (String part : q.group(2).split("\n *\\.\\.\\.\n")) {
                assertTrue(
                        file.contains(withoutLayout(part)),
                        () -> q.group(1) + " has no longer:\n" + part);
            }
        }
    }

    @Test
    void operatorsTable_isUpToDate() throws IOException {
        Path file = Path.of("docs/operators.md");
        String table = new OperatorTable().markdown();
        if (System.getProperty("argand.write") != null) {
            Files.writeString(file, table);
        }
        assertEquals(
                table,
                Files.readString(file),
                "write it: mvn test -Dtest=DocumentsTest -Dargand.write");
    }

    @Test
    void links_leadSomewhere() throws IOException {
        List<Path> documents =
                new ArrayList<>(List.of(Path.of("README.md"), Path.of("CONTRIBUTING.md")));
        try (Stream<Path> more = Files.walk(Path.of("docs"))) {
            more.filter(f -> f.toString().endsWith(".md")).forEach(documents::add);
        }
        for (Path document : documents) {
            for (MatchResult link : LINK.matcher(Files.readString(document)).results().toList()) {
                Path target = document.resolveSibling(link.group(1));
                assertTrue(Files.exists(target), () -> document + " links to " + target);
            }
        }
    }

    private static String withoutLayout(String code) {
        return code.replaceAll("\\s+", "");
    }
}
