package org.argand.tensor;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.argand.array.ArgandException;
import org.argand.backend.Buffer;
import org.jspecify.annotations.Nullable;

/**
 * Frees every tensor made inside it when it closes, except what {@link #keep} lets out.
 *
 * <pre>{@code
 * try (Scope scope = Scope.open()) {
 *     Tensor y = x.mul(w).add(b);
 *     return scope.keep(y.abs2().mean());
 * }
 * }</pre>
 *
 * Scopes nest per thread. A tensor belongs to the innermost scope that was open where it was made, also when its
 * elements are computed later or by another thread; without any scope the garbage collector frees it.
 */
public final class Scope implements AutoCloseable {
    private static final int FEW = 16;

    private final @Nullable Scope parent;
    private final Thread owner = Thread.currentThread();

    /** A list while they are few: looking through it costs less than what a set asks of each, its identity hash. */
    private Collection<Buffer> buffers = new ArrayList<>(FEW);

    private volatile boolean closed;

    private Scope(@Nullable Scope parent) {
        this.parent = parent;
    }

    /** Opens a scope inside the current one of this thread. */
    public static Scope open() {
        Here here = Here.now();
        Scope scope = new Scope(here.scope);
        here.scope = scope;
        return scope;
    }

    /** The innermost open scope of this thread, if any. */
    static @Nullable Scope current() {
        return Here.now().scope;
    }

    /** Computes {@code t} and hands its memory to the enclosing scope, or to the garbage collector if there is none. */
    public Tensor keep(Tensor t) {
        Buffer buffer = t.operand().buffer();
        if (remove(buffer) && parent != null) {
            parent.adopt(buffer, "keep");
        }
        return t;
    }

    /** {@link #keep(Tensor)} for each, computed together where shapes allow. */
    public List<Tensor> keep(List<Tensor> tensors) {
        Engine.realise(tensors);
        tensors.forEach(this::keep);
        return tensors;
    }

    /** Takes {@code buffer} in, to be freed when this closes. */
    synchronized void adopt(Buffer buffer, String op) {
        if (closed) {
            buffer.free();
            throw new ArgandException.UseAfterFree(
                    op, "the scope of this tensor has closed; keep() it there");
        }
        if (buffers.size() == FEW && buffers instanceof List) {
            Set<Buffer> all = Collections.newSetFromMap(new IdentityHashMap<>());
            all.addAll(buffers);
            buffers = all;
        }
        buffers.add(buffer);
    }

    /** Lets {@code buffer} go from here or from an enclosing scope; whether it was found. */
    static void release(Buffer buffer) {
        for (Scope s = Here.now().scope; s != null && !s.remove(buffer); s = s.parent) {}
    }

    /** Whether this is {@code outer} or was opened inside it. */
    boolean isWithin(Scope outer) {
        for (Scope s = this; s != null; s = s.parent) {
            if (s == outer) {
                return true;
            }
        }
        return false;
    }

    /** Whether {@code t} can no longer be read: it was freed, or its scope closed before it was computed. */
    public static boolean isFreed(Tensor t) {
        if (t.dropped) {
            return true;
        }
        return t.expression() instanceof Expression.Stored s
                ? s.operand().buffer().isFreed()
                : t.home != null && t.home.isClosed();
    }

    /** Whether {@code t} was made while this scope, or one inside it, was the innermost open one. */
    public boolean made(Tensor t) {
        return t.home != null && t.home.isWithin(this);
    }

    boolean isClosed() {
        return closed;
    }

    private synchronized boolean remove(Buffer buffer) {
        return !closed && buffers.remove(buffer);
    }

    /** Frees what was made inside; must be called by the thread that opened, innermost first. */
    @Override
    public void close() {
        Here here = Here.now();
        Collection<Buffer> mine;
        synchronized (this) {
            if (closed) {
                return;
            }
            if (Thread.currentThread() != owner || here.scope != this) {
                throw new ArgandException.InvalidArgument(
                        "scope",
                        "closed out of order or by another thread; close the innermost one first");
            }
            closed = true;
            mine = buffers;
            buffers = List.of();
        }
        here.scope = parent;
        mine.forEach(Buffer::free);
    }
}
