package org.argand;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.source.doctree.DocCommentTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.LambdaExpressionTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;

/** Holds every source file to the style of the house: sizes, a first sentence, nothing left to do. */
class SourceRulesTest {
    private static final int MAX_FILE_LINES = 400;
    private static final int MAX_TENSOR_LINES = 650;
    private static final int MAX_BODY_LINES = 40;

    /** Values that are to live in registers are local variables: tiles of matrix products and butterflies are their lines. */
    private static final int MAX_UNROLLED_LINES = 190;

    private static final Pattern UNROLLED =
            Pattern.compile(".*(Kernel|Tiles|Butterflies|Square|Fours)\\.java");

    private static final List<Path> FOLDERS =
            List.of(
                    Path.of("src/main/java"),
                    Path.of("src/test/java"),
                    Path.of("src/peers/java"),
                    Path.of("benchmarks/src/main/java"));

    private static final Pattern LEFT_TO_DO =
            Pattern.compile("\\b(TO" + "DO|FIX" + "ME|X" + "XX)\\b");

    @Test
    void files_areShort() throws IOException {
        List<String> tooLong = new ArrayList<>();
        for (Path file : sources()) {
            long limit = file.endsWith("tensor/Tensor.java") ? MAX_TENSOR_LINES : MAX_FILE_LINES;
            try (Stream<String> lines = Files.lines(file)) {
                long n = lines.count();
                if (n >= limit) {
                    tooLong.add(file + ": " + n + " lines, must stay under " + limit);
                }
            }
        }
        assertNone(tooLong);
    }

    @Test
    void files_leaveNothingToDo() throws IOException {
        List<String> found = new ArrayList<>();
        for (Path file : sources()) {
            Matcher m = LEFT_TO_DO.matcher(Files.readString(file));
            if (m.find()) {
                found.add(file + ": " + m.group());
            }
        }
        assertNone(found);
    }

    @Test
    void methods_areShort() throws IOException {
        List<String> tooLong = new ArrayList<>();
        parse((file, trees, unit) -> new BodyLengths(file, trees, unit, tooLong).scan(unit, trees));
        assertNone(tooLong);
    }

    @Test
    void topLevelClasses_startWithASentence() throws IOException {
        List<String> silent = new ArrayList<>();
        parse((file, trees, unit) -> {
            for (Tree type : unit.getTypeDecls()) {
                if (type instanceof ClassTree c && !hasFirstSentence(trees, unit, c)) {
                    silent.add(
                            file + ": " + c.getSimpleName() + " has no sentence saying what it is");
                }
            }
        });
        assertNone(silent);
    }

    /** What a rule does with one parsed file. */
    private interface FileRule {
        void look(Path file, DocTrees trees, CompilationUnitTree unit);
    }

    /** Collects methods, and lambdas in braces, whose bodies are too long; an inner body is not part of the outer. */
    private static final class BodyLengths extends TreePathScanner<Void, DocTrees> {
        private final Path file;
        private final DocTrees trees;
        private final CompilationUnitTree unit;
        private final List<String> tooLong;

        /** Lines of the bodies inside the one that is being scanned. */
        private long inner;

        BodyLengths(Path file, DocTrees trees, CompilationUnitTree unit, List<String> tooLong) {
            this.file = file;
            this.trees = trees;
            this.unit = unit;
            this.tooLong = tooLong;
        }

        @Override
        public Void visitMethod(MethodTree method, DocTrees unused) {
            if (method.getBody() != null) {
                measure(method.getBody(), method.getName().toString());
            }
            return null;
        }

        @Override
        public Void visitLambdaExpression(LambdaExpressionTree lambda, DocTrees unused) {
            if (lambda.getBodyKind() == LambdaExpressionTree.BodyKind.STATEMENT) {
                measure(lambda.getBody(), "a lambda");
                return null;
            }
            return super.visitLambdaExpression(lambda, unused);
        }

        private void measure(Tree body, String name) {
            long outer = inner;
            inner = 0;
            scan(body, trees);
            long first = line(trees.getSourcePositions().getStartPosition(unit, body));
            long between = line(trees.getSourcePositions().getEndPosition(unit, body)) - first - 1;
            long limit =
                    UNROLLED.matcher(file.toString()).matches()
                            ? MAX_UNROLLED_LINES
                            : MAX_BODY_LINES;
            if (between - inner >= limit) {
                tooLong.add(
                        file + ":" + first + ": " + name + " has " + (between - inner) + " lines");
            }
            inner = outer + Math.max(0, between);
        }

        private long line(long position) {
            return unit.getLineMap().getLineNumber(position);
        }
    }

    private static boolean hasFirstSentence(
            DocTrees trees, CompilationUnitTree unit, ClassTree type) {
        DocCommentTree doc = trees.getDocCommentTree(TreePath.getPath(unit, type));
        return doc != null && !doc.getFirstSentence().isEmpty();
    }

    private static void parse(FileRule rule) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            List<Path> paths = sources();
            JavacTask task =
                    (JavacTask)
                            compiler.getTask(
                                    null,
                                    files,
                                    null,
                                    null,
                                    null,
                                    files.getJavaFileObjectsFromPaths(paths));
            DocTrees trees = DocTrees.instance(task);
            int seen = 0;
            for (CompilationUnitTree unit : task.parse()) {
                rule.look(Path.of(unit.getSourceFile().toUri()), trees, unit);
                seen++;
            }
            assertEquals(paths.size(), seen);
        }
    }

    private static List<Path> sources() throws IOException {
        List<Path> found = new ArrayList<>();
        for (Path folder : FOLDERS) {
            if (Files.isDirectory(folder)) {
                try (Stream<Path> files = Files.walk(folder)) {
                    files.filter(f -> f.toString().endsWith(".java")).forEach(found::add);
                }
            }
        }
        assertFalse(found.isEmpty(), "the tests run in the project's folder");
        return found;
    }

    private static void assertNone(List<String> complaints) {
        assertTrue(complaints.isEmpty(), () -> "\n" + String.join("\n", complaints));
    }
}
