package org.argand.backend.cpu;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import org.argand.array.DType;
import org.argand.array.Layout;
import org.argand.array.Shape;
import org.argand.backend.Buffer;
import org.argand.backend.Fold;
import org.argand.backend.Operand;
import org.argand.backend.Program;
import org.argand.backend.Program.Bindings;
import org.argand.backend.Program.Input;
import org.argand.backend.cpu.loops.Ending;

/**
 * Folds the result of a program along some axes; of the elements, no more than a block exists at a time.
 *
 * <p>Neighbouring axes that are both kept or both reduced count as one, so that the index space reads (kept) slices, a
 * reduced axis, and perhaps more of each. It is cut by its shape alone: into groups of slices, along the first reduced
 * axis into chunks, and along a long last kept axis into tiles; each part is walked in row-major order with its own
 * cells, and the cells of the chunks are merged by a fixed tree. So the number of threads changes nothing.
 */
final class Reductions {
    /** Elements that one part has, more or less. */
    private static final long GRAIN = 16_384;

    private static final int MOST_CHUNKS = 64;

    /** Elements from which on it pays to look how they lie in memory. */
    private static final int LARGE = 2_048;

    private static final int TILE = 2_048;

    private final Fold fold;
    private final Program elements;
    private final Frame frame;
    private final boolean inPlace;
    private final boolean byRows;
    private final boolean byColumns;
    private final boolean asRows;
    private final boolean adds;
    private final Extents extents;
    private final Access result;
    private final DType element;
    private final long tile;
    private final long tiles;
    private final long group;
    private final long groups;
    private final long rows;
    private final int chunks;

    /** A reduction; {@code asRows} adds up columns as rows are added up. */
    Reductions(
            Fold fold,
            Program prologue,
            Bindings bindings,
            int[] axes,
            Operand result,
            boolean asRows) {
        this.fold = fold;
        this.element = prologue.dtype(prologue.results().getFirst());
        this.extents = new Extents(bindings.shape(), axes);
        this.result = Access.of(result, prologue);
        this.inPlace = isInPlace(prologue, bindings);
        this.asRows = asRows;
        this.byRows = RowWalk.fits(fold, element, extents, inPlace);
        this.byColumns = ColumnWalk.fits(fold, element, extents);
        long width = extents.width();
        this.tile = byColumns ? columnTile() : width > 2 * TILE ? TILE : width;
        this.tiles = (width + tile - 1) / tile;
        long slice = Math.max(1, extents.slice() / tiles);
        this.group = tiles > 1 ? 1 : Math.max(1, GRAIN / slice);
        this.groups = (extents.slices() + group - 1) / group;
        long row = Math.max(1, slice / Math.max(1, extents.rows()));
        long least = Math.max(GRAIN / row, (extents.rows() + MOST_CHUNKS - 1) / MOST_CHUNKS);
        least = row == 1 ? (least + Frame.BLOCK - 1) / Frame.BLOCK * Frame.BLOCK : least;
        least = byColumns ? ColumnWalk.rows(least) : least;
        boolean cut = slice > 2 * GRAIN && !asRows;
        this.rows = cut ? Math.max(1, least) : Math.max(1, extents.rows());
        this.chunks = (int) Math.max(1, (extents.rows() + rows - 1) / rows);
        this.adds =
                !byRows
                        && !byColumns
                        && fold == Fold.SUM
                        && element.isInexact()
                        && SumWalk.fits(extents, group);
        if (byRows || byColumns) {
            this.elements = inPlace ? prologue : cast(prologue, element, element);
            this.frame = Frame.of(elements, bindings, List.of(), _ -> false, Programs.of(elements));
        } else if (adds) {
            this.elements = cast(prologue, element, element);
            this.frame = adding(bindings);
        } else {
            this.elements = cast(prologue, element, Folder.wide(element));
            this.frame = Frame.of(elements, bindings, List.of());
        }
    }

    /** How many columns are added up together: few enough for several parts, so many that a part is worth it. */
    private long columnTile() {
        long width = extents.width();
        long parts = Math.clamp(extents.slice() / GRAIN, 1, Math.max(1, width / ColumnWalk.NARROW));
        return (width + parts - 1) / parts;
    }

    /** Whether the result of a program is one contiguous input, which needs no loop. */
    private static boolean isInPlace(Program program, Bindings bindings) {
        return program.code().isEmpty()
                && program.sources().size() == 1
                && program.sources().getFirst() instanceof Input
                && bindings.inputs().getFirst().layout().isContiguous();
    }

    /**
     * Folds the program's result along {@code axes} into {@code result}.
     *
     * <p>Large operands are read in the order in which they lie in memory, where the order of elements does not matter, or rows that are
     * columns there can be added up as rows; else transposed ones are copied. So results do not depend on how operands are held.
     *
     * @param pool where copies live meanwhile
     */
    static void run(
            Fold fold,
            Program prologue,
            Bindings bindings,
            int[] axes,
            Operand result,
            BufferPool pool) {
        if (result.shape().isEmpty()) {
            return;
        }
        MemoryOrder order =
                bindings.shape().size() < LARGE || !bindings.keys().isEmpty()
                        ? MemoryOrder.rowMajor(bindings.shape())
                        : MemoryOrder.of(bindings.shape(), bindings.inputs());
        boolean rows = isSumOfRows(fold, prologue, bindings.shape(), axes, order);
        if (order.isRowMajor() || rows || isFree(fold, prologue)) {
            Bindings permuted = order.permuted(bindings);
            int[] places = order.places(axes);
            new Reductions(fold, prologue, permuted, places, order.permuted(result), rows).run();
            return;
        }
        List<Buffer> copies = new ArrayList<>();
        try {
            Bindings straight = straight(bindings, pool, copies);
            new Reductions(fold, prologue, straight, axes, result, false).run();
        } finally {
            copies.forEach(Buffer::free);
        }
    }

    /** Whether that is a sum of rows, no longer than are added up plainly, which are columns in memory. */
    private static boolean isSumOfRows(
            Fold fold, Program prologue, Shape shape, int[] axes, MemoryOrder order) {
        DType element = prologue.dtype(prologue.results().getFirst());
        if (fold != Fold.SUM || order.isRowMajor() || !order.keeps(axes)) {
            return false;
        }
        Extents rows = new Extents(shape, axes);
        Extents columns = new Extents(order.permuted(shape), order.places(axes));
        return rows.rank() == 1
                && columns.rank() == 2
                && rows.rows() <= SumWalk.piece(element)
                && ColumnWalk.fits(fold, element, columns);
    }

    /** Whether results do not depend on the order of the elements. */
    private static boolean isFree(Fold fold, Program prologue) {
        return switch (fold) {
            case SUM, PROD -> !prologue.dtype(prologue.results().getFirst()).isInexact();
            case MAX, MIN, ARGMAX, ARGMIN, ANY, ALL -> true;
        };
    }

    /** The bindings with copies in place of transposed operands. */
    private static Bindings straight(Bindings bindings, BufferPool pool, List<Buffer> copies) {
        List<Operand> inputs = new ArrayList<>();
        for (Operand o : bindings.inputs()) {
            if (!MemoryOrder.isTransposed(o)) {
                inputs.add(o);
                continue;
            }
            Buffer copy = new CpuBuffer(pool, o.dtype(), o.shape().size());
            copies.add(copy);
            Operand straight = new Operand(copy, Layout.contiguous(o.shape()));
            Bindings of = new Bindings(o.shape(), List.of(o), List.of(), List.of());
            Pointwise.run(Program.copy(o.dtype()), of, List.of(straight));
            inputs.add(straight);
        }
        return new Bindings(bindings.shape(), inputs, bindings.constants(), bindings.keys());
    }

    private Frame adding(Bindings bindings) {
        boolean along = Extents.isReduced(extents.rank() - 1);
        Ending ending = along ? Ending.ADDED_ALONG : Ending.ADDED_ACROSS;
        long run = along ? extents.dim(extents.rank() - 1) : 0;
        return Frame.of(
                elements,
                bindings,
                List.of(),
                rows -> run == 0 || rows.fits(run),
                uniform -> Programs.of(elements).plan(uniform, ending));
    }

    /** A program whose result has that type, and is made by an instruction. */
    private static Program cast(Program prologue, DType element, DType to) {
        boolean done = to == element && !prologue.code().isEmpty();
        return done ? prologue : Programs.of(prologue).cast(to);
    }

    private void run() {
        long parts = groups * tiles;
        int wave = (int) Math.min(parts, Math.max(1, 4096 / chunks));
        for (long first = 0; first < parts; first += wave) {
            runWave(first, (int) Math.min(wave, parts - first));
        }
    }

    /** Folds parts {@code first …}; a wave bounds how many cells exist at a time. */
    private void runWave(long first, int parts) {
        Folder[] folders = new Folder[parts * chunks];
        Workers.run(
                folders.length,
                t -> {
                    folders[t] = fold(first + t / chunks, t % chunks);
                    if (chunks == 1) {
                        store(first + t, folders[t]);
                    }
                });
        if (chunks > 1) {
            Workers.run(parts, k -> store(first + k, merged(folders, k * chunks)));
        }
    }

    /** Whether this folds all columns of one matrix with so many rows, several chunks of them. */
    boolean isOfColumns(long count) {
        return byColumns
                && chunks > 1
                && groups * tiles == 1
                && extents.slices() == 1
                && extents.rank() == 2
                && extents.rows() == count;
    }

    /** Rows of a chunk. */
    int chunk() {
        return (int) rows;
    }

    /** Cells for one chunk of columns. */
    Folder cells() {
        return Folder.of(fold, element, Math.toIntExact(extents.kept()));
    }

    /** A walk down a chunk of all columns of one matrix, to these cells. */
    ColumnWalk down(Folder cells) {
        return down(cells, 0, 0, extents.width(), double[]::new);
    }

    private ColumnWalk down(
            Folder cells, long from, long left, long right, IntFunction<double[]> zeros) {
        return new ColumnWalk(
                frame.fork(),
                elements.results().getFirst(),
                inPlace,
                extents,
                cells,
                fold,
                element,
                from,
                left,
                right,
                asRows,
                zeros);
    }

    /** Stores what the cells of all chunks, of one matrix, make together. */
    void finish(Folder[] cells) {
        store(0, merged(cells, 0));
    }

    private Folder merged(Folder[] folders, int from) {
        for (int step = 1; step < chunks; step *= 2) {
            for (int k = 0; k + step < chunks; k += 2 * step) {
                folders[from + k].merge(folders[from + k + step]);
            }
        }
        return folders[from];
    }

    private long firstSlice(long part) {
        return part / tiles * group;
    }

    private long lastSlice(long part) {
        return Math.min(extents.slices(), firstSlice(part) + group);
    }

    private long firstColumn(long part) {
        return part % tiles * tile;
    }

    private long lastColumn(long part) {
        return Math.min(extents.width(), firstColumn(part) + tile);
    }

    private Folder fold(long part, int chunk) {
        long from = firstSlice(part);
        long to = lastSlice(part);
        long left = firstColumn(part);
        long right = lastColumn(part);
        long cells = (to - from) * (extents.kept() / extents.width()) * (right - left);
        Folder folder = Folder.of(fold, element, Math.toIntExact(cells));
        if (extents.slice() == 0) {
            return folder;
        }
        if (byColumns) {
            ColumnWalk walk = down(folder, from, left, right, SumWalk::zeros);
            walk(part, chunk, walk::run);
            return folder;
        }
        Frame own = frame.fork();
        int register = elements.results().getFirst();
        if (byRows) {
            walk(
                    part,
                    chunk,
                    new RowWalk(own, register, extents, folder, fold, element, from)::run);
        } else if (folder instanceof SumFolder sums && adds) {
            SumWalk walk = new SumWalk(own, extents, sums, element, from, right - left);
            walk(part, chunk, walk::run);
            walk.finish();
        } else {
            walk(part, chunk, new Walk(own, register, extents, folder, from, left, right)::run);
        }
        return folder;
    }

    /** Walks a range of row-major indices. */
    private interface Runs {
        void run(long from, long to);
    }

    private void walk(long part, int chunk, Runs walk) {
        long from = firstSlice(part);
        long row = extents.slice() / extents.rows();
        long top = chunk * rows;
        long bottom = Math.min(extents.rows(), top + rows);
        long start = from * extents.slice() + top * row;
        long end = from * extents.slice() + bottom * row;
        if (tiles > 1 && !byColumns) {
            for (long p = start; p < end; p += extents.width()) {
                walk.run(p + firstColumn(part), p + lastColumn(part));
            }
        } else if (chunks > 1 || tiles > 1) {
            walk.run(start, end);
        } else {
            walk.run(from * extents.slice(), lastSlice(part) * extents.slice());
        }
    }

    private void store(long part, Folder folder) {
        Object wide = folder.finish();
        DType from =
                fold == Fold.ARGMAX || fold == Fold.ARGMIN ? DType.INT64 : Folder.wide(element);
        long left = firstColumn(part);
        int columns = (int) (lastColumn(part) - left);
        long kept = extents.kept();
        long start = firstSlice(part) * kept;
        int cells = (int) ((lastSlice(part) - firstSlice(part)) * kept / extents.width() * columns);
        Object narrow = wide;
        if (from != result.dtype()) {
            narrow = Storage.of(result.dtype()).allocate(cells * result.dtype().components());
            Folder.narrow(wide, narrow, result.dtype(), cells);
        }
        if (tiles == 1) {
            result.scatter(narrow, 0, start, cells);
            return;
        }
        for (int c = 0; c < cells; c += columns) {
            result.scatter(narrow, c, start + c / columns * extents.width() + left, columns);
        }
    }
}
