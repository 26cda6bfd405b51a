package org.argand;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.StringWriter;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** A program of one file as documents show them: compiled, and run inside the test. */
final class JavaProgram {
    private JavaProgram() {}

    /**
     * What {@code source} prints, with figures as the root locale writes them.
     *
     * @param name of its class, which a compact source file has from its file
     * @param folder for source and classes
     */
    static String output(String name, String source, Path folder) throws Exception {
        compile(Files.writeString(folder.resolve(name + ".java"), source), folder);
        PrintStream before = System.out;
        Locale locale = Locale.getDefault();
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        try (URLClassLoader loader = new URLClassLoader(new URL[] {folder.toUri().toURL()})) {
            System.setOut(new PrintStream(said, true, StandardCharsets.UTF_8));
            Locale.setDefault(Locale.ROOT);
            launch(loader.loadClass(name));
        } finally {
            System.setOut(before);
            Locale.setDefault(locale);
        }
        return said.toString(StandardCharsets.UTF_8);
    }

    private static void compile(Path source, Path folder) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            StringWriter said = new StringWriter();
            String classPath = System.getProperty("java.class.path");
            List<String> options = List.of("-d", folder.toString(), "-cp", classPath, "-proc:none");
            Iterable<? extends JavaFileObject> units = files.getJavaFileObjects(source);
            assertTrue(
                    compiler.getTask(said, files, null, options, null, units).call(),
                    said::toString);
        }
    }

    /** Calls {@code main}, of the class or of an object of it, with or without arguments. */
    private static void launch(Class<?> type) throws Exception {
        Method main =
                Stream.of(type.getDeclaredMethods())
                        .filter(m -> m.getName().equals("main"))
                        .findFirst()
                        .orElseThrow();
        Constructor<?> constructor = type.getDeclaredConstructor();
        main.setAccessible(true);
        constructor.setAccessible(true);
        Object[] arguments = {new String[0]};
        Object[] taken = Arrays.copyOf(arguments, main.getParameterCount());
        try {
            main.invoke(constructor.newInstance(), taken);
        } catch (InvocationTargetException e) {
            throw new AssertionError(type.getName() + " ended with " + e.getCause(), e.getCause());
        }
    }
}
