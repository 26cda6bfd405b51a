package org.argand.tensor;

import org.argand.array.ArgandException;
import org.argand.array.DType;
import org.argand.array.Layout;
import org.argand.array.Shape;
import org.argand.backend.Operand;
import org.jspecify.annotations.Nullable;

/**
 * A named cell that holds a tensor, such as a weight or an optimiser's moment.
 *
 * <p>{@link #assign} replaces the tensor and never changes it: whoever read the old value, a pending expression or a
 * tape, keeps what it saw.
 */
public final class Variable {
    private final String name;
    private final boolean trainable;
    private Tensor value;
    private @Nullable Scope reader;
    private boolean escaped;

    /** A trainable cell with a copy of {@code initial}. */
    public Variable(String name, Tensor initial) {
        this(name, initial, true);
    }

    /** A cell with a copy of {@code initial}; tapes watch it by themselves if it is trainable. */
    public Variable(String name, Tensor initial, boolean trainable) {
        if (name.isBlank()) {
            throw new ArgandException.InvalidArgument("variable", "needs a name");
        }
        this.name = name;
        this.trainable = trainable;
        this.value = own(initial);
    }

    /** Path such as {@code mapper/kernel}, unique in a model. */
    public String name() {
        return name;
    }

    /** Whether tapes watch it without being told. */
    public boolean isTrainable() {
        return trainable;
    }

    public Shape shape() {
        return value.shape();
    }

    public DType dtype() {
        return value.dtype();
    }

    /** The value now; a recording tape takes note. */
    public synchronized Tensor value() {
        Scope scope = Scope.current();
        if (scope == null) {
            escaped = true;
        } else if (reader == null || (reader != scope && reader.isWithin(scope))) {
            reader = scope;
        } else if (!scope.isWithin(reader)) {
            escaped = true;
        }
        Engine.tellRead(this, value);
        return value;
    }

    /** Replaces the value by a copy of {@code next}, of the same shape and type. */
    public synchronized void assign(Tensor next) {
        checkFits("assign", next);
        Engine.tellAssign(this, value, next);
        replace(own(next));
    }

    /**
     * Replaces the value by {@code next} itself, computed now if it is pending: what it is stored in becomes this cell's,
     * and no copy is made. For a tensor that nobody else will use, such as what an optimiser has just made of this cell.
     */
    public synchronized void take(Tensor next) {
        checkFits("take", next);
        Engine.tellAssign(this, value, next);
        replace(taken(next));
    }

    private void checkFits(String op, Tensor next) {
        String facts =
                name
                        + " is "
                        + value.dtype()
                        + " "
                        + value.shape()
                        + ", not "
                        + next.dtype()
                        + " "
                        + next.shape();
        if (!next.shape().equals(value.shape())) {
            throw new ArgandException.ShapeMismatch(op, facts);
        }
        if (next.dtype() != value.dtype()) {
            throw new ArgandException.DTypeMismatch(op, facts + "; cast it");
        }
    }

    private void replace(Tensor next) {
        Tensor old = value;
        value = next;
        Scope scope = Scope.current();
        // Only this scope can have seen the old value, so that its memory can go when the scope
        // closes.
        if (scope != null && !escaped && (reader == null || reader.isWithin(scope))) {
            scope.adopt(old.operand().buffer(), "assign");
        }
        reader = null;
        escaped = false;
    }

    /** The elements of a tensor that are all there is in some memory, which no scope frees any more; else a copy. */
    private Tensor taken(Tensor t) {
        Operand o = t.operand();
        boolean whole = o.layout().equals(Layout.contiguous(t.shape()));
        if (!whole || o.buffer().length() != t.size() || o.buffer() == value.operand().buffer()) {
            return own(t);
        }
        Scope.release(o.buffer());
        return new Tensor(t.shape(), t.dtype(), t.device(), new Expression.Stored(o));
    }

    /** A tensor in memory of its own that no scope frees. */
    private static Tensor own(Tensor t) {
        Tensor copy = Engine.constant(t::copied);
        Scope.release(copy.operand().buffer());
        return copy;
    }

    @Override
    public String toString() {
        return name + " " + value.dtype() + " " + value.shape();
    }
}
