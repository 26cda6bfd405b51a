package org.argand.backend;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.argand.array.ArgandException;
import org.argand.array.DType;
import org.argand.backend.Program.Instruction;
import org.argand.backend.Program.Source;
import org.jspecify.annotations.Nullable;

/**
 * Writes a program, each instruction once, and gives the one object that stands for all programs of its content.
 *
 * <p>Registers are named by handles, sources from 0 up and instructions from −1 down, because more sources may follow when
 * the first instruction is written. Functions are told apart by identity. Of what was given before, a bounded number is
 * remembered; a program that has dropped out is made again, and equals the other.
 */
public final class ProgramWriter {
    /** Stands for an operand that a function does not have. */
    public static final int NONE = Short.MAX_VALUE;

    private static final AtomicReferenceArray<@Nullable Known> KNOWN =
            new AtomicReferenceArray<>(1 << 12);

    /** Places in which one program may be found. */
    private static final int WAYS = 4;

    /** A program as it was written. */
    private record Known(
            int hash,
            Source[] sources,
            ScalarFunction[] functions,
            long[] words,
            int[] results,
            Program program) {}

    private Source[] sources = new Source[8];
    private ScalarFunction[] functions = new ScalarFunction[32];

    /** Type and operands of each instruction, 16 bits each. */
    private long[] words = new long[32];

    /** Numbers of instructions, from 1, by the hash of their content. */
    private int[] table = new int[128];

    private int sourceCount;
    private int size;
    private int hash;

    /** Begins another program. */
    public void clear() {
        Arrays.fill(table, 0);
        sourceCount = 0;
        size = 0;
        hash = 0;
    }

    /** The handle of one more source. */
    public int source(Source source) {
        if (sourceCount == NONE) {
            throw new ArgandException.InvalidArgument(
                    "program", "more than " + NONE + " operands in one expression");
        }
        if (sourceCount == sources.length) {
            sources = Arrays.copyOf(sources, 2 * sourceCount);
        }
        sources[sourceCount] = source;
        hash = 31 * hash + source.hashCode();
        return sourceCount++;
    }

    /** The handle of {@code function} of those registers, {@link #NONE} for what it does not take. */
    public int apply(ScalarFunction function, DType dtype, int a, int b, int c) {
        long word =
                (long) dtype.ordinal() << 48
                        | (a & 0xFFFFL) << 32
                        | (b & 0xFFFFL) << 16
                        | (c & 0xFFFFL);
        int h = 31 * System.identityHashCode(function) + Long.hashCode(word * 0x9E3779B97F4A7C15L);
        int mask = table.length - 1;
        int at = h & mask;
        for (; table[at] != 0; at = (at + 1) & mask) {
            int k = table[at] - 1;
            if (words[k] == word && functions[k] == function) {
                return ~k;
            }
        }
        if (size == words.length) {
            grow();
            return apply(function, dtype, a, b, c);
        }
        functions[size] = function;
        words[size] = word;
        table[at] = size + 1;
        hash = 31 * hash + h;
        return ~size++;
    }

    private void grow() {
        ScalarFunction[] f = functions;
        long[] w = words;
        int n = size;
        int before = hash;
        functions = new ScalarFunction[2 * n];
        words = new long[2 * n];
        table = new int[8 * n];
        size = 0;
        for (int k = 0; k < n; k++) {
            apply(f[k], dtype(w[k]), operand(w[k], 0), operand(w[k], 1), operand(w[k], 2));
        }
        hash = before;
    }

    private static DType dtype(long word) {
        return DTYPES[(int) (word >>> 48)];
    }

    private static final DType[] DTYPES = DType.values();

    private static int operand(long word, int index) {
        return (short) (word >>> 16 * (2 - index));
    }

    /** The program that stores the registers of those handles. */
    public Program program(int... results) {
        int h = 31 * hash + Arrays.hashCode(results);
        int home = (h ^ h >>> 16) * WAYS & KNOWN.length() - 1;
        for (int way = 0; way < WAYS; way++) {
            Known known = KNOWN.get(home + way);
            if (known == null) {
                return remember(home + way, h, results);
            }
            if (known.hash == h && isWritten(known, results)) {
                return known.program;
            }
        }
        return remember(home + (h >>> 30), h, results);
    }

    private boolean isWritten(Known known, int[] results) {
        if (!Arrays.equals(known.words, 0, known.words.length, words, 0, size)
                || !Arrays.equals(known.results, results)
                || known.sources.length != sourceCount) {
            return false;
        }
        for (int k = 0; k < size; k++) {
            if (functions[k] != known.functions[k]) {
                return false;
            }
        }
        return Arrays.equals(known.sources, 0, sourceCount, sources, 0, sourceCount);
    }

    private Program remember(int place, int h, int[] results) {
        Known known =
                new Known(
                        h,
                        Arrays.copyOf(sources, sourceCount),
                        Arrays.copyOf(functions, size),
                        Arrays.copyOf(words, size),
                        results.clone(),
                        made(results));
        KNOWN.set(place, known);
        return known.program;
    }

    private Program made(int[] results) {
        List<Instruction> code = new ArrayList<>();
        for (int k = 0; k < size; k++) {
            List<Integer> operands = new ArrayList<>();
            for (int j = 0; j < 3; j++) {
                int handle = operand(words[k], j);
                if (handle != NONE) {
                    operands.add(register(handle));
                }
            }
            code.add(new Instruction(functions[k], dtype(words[k]), operands));
        }
        return new Program(
                Arrays.asList(sources).subList(0, sourceCount),
                code,
                Arrays.stream(results).mapToObj(this::register).toList());
    }

    private int register(int handle) {
        return handle >= 0 ? handle : sourceCount + ~handle;
    }
}
