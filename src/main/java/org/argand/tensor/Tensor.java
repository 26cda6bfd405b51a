package org.argand.tensor;

import java.util.List;
import org.apache.commons.numbers.complex.Complex;
import org.argand.array.ArgandException;
import org.argand.array.DType;
import org.argand.array.Device;
import org.argand.array.Shape;
import org.argand.backend.Fold;
import org.argand.backend.Operand;
import org.jspecify.annotations.Nullable;

/**
 * An immutable n-dimensional array of numbers on a device, with every op of the library as a method.
 *
 * <p>Pointwise results stay pending and are fused into one program when their elements are needed; so do some matrix
 * products, which that program then takes row by row. Operands broadcast
 * as in NumPy and promote as {@link DType#promote} says. Gradients, where an op has one, are ∂L/∂x + i ∂L/∂y; the rule
 * of each op is stated where the op is defined ({@link Holomorphic}, {@link NonHolomorphic}, {@link Movement}, …). Any op
 * may throw an {@link ArgandException} that names it.
 */
public final class Tensor
        implements Elementary, Comparison, Statistics, Rearrangement, MatrixAlgebra, Spectral {
    private final Shape shape;
    private final DType dtype;
    private final Device device;
    final @Nullable Scope home;
    private final int hash;
    private volatile Expression expression;

    /** Whether it was freed while it was pending: only what was made of it before may still read it. */
    volatile boolean dropped;

    /** Pointwise ops that were applied to this, more or less: threads do not agree on it. */
    int uses;

    Tensor(Shape shape, DType dtype, Device device, Expression expression) {
        this(shape, dtype, device, expression, Here.now());
    }

    Tensor(Shape shape, DType dtype, Device device, Expression expression, Here here) {
        this.shape = shape;
        this.dtype = dtype;
        this.device = device;
        this.home = here.scope;
        this.hash = here.next();
        this.expression = expression;
    }

    // ---- Making tensors (see Creation)

    /** A float64 vector. */
    public static Tensor of(double... values) {
        return Creation.of(Shape.of(values.length), values);
    }

    /** A float32 vector. */
    public static Tensor of(float... values) {
        return Creation.of(Shape.of(values.length), values);
    }

    /** An int32 vector. */
    public static Tensor of(int... values) {
        return Creation.of(Shape.of(values.length), values);
    }

    /** An int64 vector. */
    public static Tensor of(long... values) {
        return Creation.of(Shape.of(values.length), values);
    }

    /** A bool vector. */
    public static Tensor of(boolean... values) {
        return Creation.of(Shape.of(values.length), values);
    }

    /** A complex128 vector. */
    public static Tensor of(Complex... values) {
        return Creation.of(values);
    }

    /** A float64 scalar. */
    public static Tensor scalar(double value) {
        return scalar(DType.FLOAT64, value);
    }

    /** A scalar of that type; an integer type takes integral values of its range only. */
    public static Tensor scalar(DType dtype, double value) {
        return Creation.constant("scalar", dtype, Shape.SCALAR, value);
    }

    /** A complex128 scalar {@code re + i·im}. */
    public static Tensor scalar(double re, double im) {
        return Creation.full(DType.COMPLEX128, Shape.SCALAR, re, im);
    }

    /** All zeros. */
    public static Tensor zeros(DType dtype, Shape shape) {
        return Creation.full(dtype, shape, 0, 0);
    }

    /** All ones. */
    public static Tensor ones(DType dtype, Shape shape) {
        return Creation.full(dtype, shape, 1, 0);
    }

    /** One value everywhere; an integer type takes integral values of its range only. */
    public static Tensor full(DType dtype, Shape shape, double value) {
        return Creation.constant("full", dtype, shape, value);
    }

    /** 0, 1, …, n − 1. */
    public static Tensor arange(DType dtype, long n) {
        return Creation.arange(dtype, n);
    }

    /** Row-major elements in that shape: float64 (see {@code of} for other arrays in {@link Creation}). */
    public static Tensor of(Shape shape, double[] values) {
        return Creation.of(shape, values);
    }

    /** Row-major float32 elements in that shape. */
    public static Tensor of(Shape shape, float[] values) {
        return Creation.of(shape, values);
    }

    /** Row-major int32 elements in that shape. */
    public static Tensor of(Shape shape, int[] values) {
        return Creation.of(shape, values);
    }

    /** Row-major int64 elements in that shape. */
    public static Tensor of(Shape shape, long[] values) {
        return Creation.of(shape, values);
    }

    /** Row-major bool elements in that shape. */
    public static Tensor of(Shape shape, boolean[] values) {
        return Creation.of(shape, values);
    }

    /** Row-major complex128 elements, interleaved (re, im). */
    public static Tensor ofInterleaved(Shape shape, double[] values) {
        return Creation.ofInterleaved(shape, values);
    }

    /** Row-major complex64 elements, interleaved (re, im). */
    public static Tensor ofInterleaved(Shape shape, float[] values) {
        return Creation.ofInterleaved(shape, values);
    }

    // ---- What it is

    public Shape shape() {
        return shape;
    }

    public DType dtype() {
        return dtype;
    }

    public Device device() {
        return device;
    }

    /** Number of axes. */
    public int rank() {
        return shape.rank();
    }

    /** Extent along an axis; negative axes count from the end. */
    public long dim(int axis) {
        return shape.dim(axis);
    }

    /** Number of elements. */
    public long size() {
        return shape.size();
    }

    /** Has the elements computed, if they are pending; the device may be done with that no earlier than somebody reads them. */
    public Tensor realise() {
        checkUsable("realise");
        compute();
        return this;
    }

    private void compute() {
        if (expression instanceof Expression.Multiply product) {
            store(Product.elements(this, product));
        } else if (isPending()) {
            Engine.store(List.of(this));
        }
    }

    /**
     * Frees the memory; every later use, also through views and by results that are still pending, is an error. Of a
     * pending tensor, which has no memory yet, what was made of it stays valid.
     */
    public void free() {
        if (expression instanceof Expression.Stored s) {
            Scope.release(s.operand().buffer());
            s.operand().buffer().free();
        } else {
            dropped = true;
        }
    }

    Expression expression() {
        return expression;
    }

    /** Whether the elements are still to be computed. */
    boolean isPending() {
        return !(expression instanceof Expression.Stored);
    }

    /** Instructions that computing the elements takes, counted as a tree. */
    int weight() {
        return expression instanceof Expression.Apply a ? a.weight : 0;
    }

    /** The stored elements, computed now if need be. */
    Operand operand() {
        checkUsable("read");
        return computed();
    }

    /** The stored elements for what was made of this, which may since have been freed while it was pending. */
    Operand operandOfPending() {
        return dropped ? computed() : operand();
    }

    private Operand computed() {
        compute();
        return ((Expression.Stored) expression).operand();
    }

    /** Takes the computed elements; the first to come wins, so that racing threads agree. */
    void store(Operand computed) {
        synchronized (this) {
            if (!(expression instanceof Expression.Stored)) {
                if (home != null) {
                    home.adopt(computed.buffer(), "realise");
                }
                expression = new Expression.Stored(computed);
                return;
            }
        }
        computed.buffer().free();
    }

    void checkUsable(String op) {
        if (Scope.isFreed(this)) {
            throw new ArgandException.UseAfterFree(
                    op,
                    dtype.toString()
                            + shape
                            + " was freed or its scope has closed; keep() it there");
        }
    }

    // ---- Reading (waits for the device; see Transfer)

    /** The only element of a real, integer or bool tensor. */
    public double item() {
        return Transfer.item(this);
    }

    /** The only element, as a complex number. */
    public Complex complexItem() {
        return Transfer.complexItem(this);
    }

    /** Elements row-major, complex ones interleaved; from float types and integers by widening or rounding to double. */
    public double[] toDoubles() {
        return Transfer.toDoubles(this);
    }

    /** Elements row-major, complex ones interleaved: of float32 and complex64. */
    public float[] toFloats() {
        return Transfer.toFloats(this);
    }

    /** Elements row-major, of int32. */
    public int[] toInts() {
        return Transfer.toInts(this);
    }

    /** Elements row-major, of int64 or int32. */
    public long[] toLongs() {
        return Transfer.toLongs(this);
    }

    /** Elements row-major, of bool. */
    public boolean[] toBooleans() {
        return Transfer.toBooleans(this);
    }

    /** The same elements on another device; the gradient comes back. */
    public Tensor to(Device target) {
        return target.equals(device) ? this : Engine.apply(new Transfer.Move(device, target), this);
    }

    /** A contiguous tensor of the same elements in memory of its own. */
    public Tensor copied() {
        checkUsable("copied");
        return Engine.make(dtype, shape, device, o -> Engine.copy(this, o));
    }

    // ---- Arithmetic (Arithmetic, Holomorphic)

    public Tensor add(Tensor b) {
        return Engine.binary(Arithmetic.ADD, this, b);
    }

    public Tensor add(double b) {
        return add(number(b));
    }

    public Tensor sub(Tensor b) {
        return Engine.binary(Arithmetic.SUB, this, b);
    }

    public Tensor sub(double b) {
        return sub(number(b));
    }

    public Tensor mul(Tensor b) {
        return Engine.binary(Arithmetic.MUL, this, b);
    }

    public Tensor mul(double b) {
        return mul(number(b));
    }

    /** Multiplies by a complex number; a real tensor becomes complex. */
    public Tensor mul(Complex b) {
        return mul(Creation.full(dtype.complex(), Shape.SCALAR, b.real(), b.imag(), device));
    }

    /** {@code i·z}; a real tensor becomes complex. */
    public Tensor timesI() {
        return mul(Complex.I);
    }

    public Tensor div(Tensor b) {
        return Engine.binary(Arithmetic.DIV, this, b);
    }

    public Tensor div(double b) {
        return div(number(b));
    }

    /** {@code this^w}, principal value. */
    public Tensor pow(Tensor w) {
        return Engine.binary(Arithmetic.POW, this, w);
    }

    /** As {@link #pow(Tensor)}; squares and cubes, and of real numbers 1/x and 1/x², are products and quotients. */
    public Tensor pow(double w) {
        return Arithmetic.power(this, w);
    }

    public Tensor neg() {
        return Engine.apply(Holomorphic.NEG, this);
    }

    public Tensor reciprocal() {
        return Engine.apply(Holomorphic.RECIPROCAL, this);
    }

    public Tensor square() {
        return Engine.apply(Holomorphic.SQUARE, this);
    }

    // ---- Complex parts (NonHolomorphic)

    public Tensor conj() {
        return dtype.isComplex() ? Engine.apply(NonHolomorphic.CONJ, this) : this;
    }

    public Tensor real() {
        return dtype.isComplex() ? Engine.apply(NonHolomorphic.REAL, this) : this;
    }

    public Tensor imag() {
        return Engine.apply(NonHolomorphic.IMAG, this);
    }

    public Tensor abs() {
        return Engine.apply(NonHolomorphic.ABS, this);
    }

    public Tensor abs2() {
        return Engine.apply(NonHolomorphic.ABS2, this);
    }

    public Tensor angle() {
        return Engine.apply(NonHolomorphic.ANGLE, this);
    }

    public Tensor sgn() {
        return Engine.apply(NonHolomorphic.SGN, this);
    }

    /** {@code re + i·im} of two real tensors. */
    public static Tensor complex(Tensor re, Tensor im) {
        return Engine.binary(NonHolomorphic.COMPLEX, re, im);
    }

    /** {@code r·exp(iθ)} of two real tensors. */
    public static Tensor polar(Tensor r, Tensor theta) {
        return Engine.binary(NonHolomorphic.POLAR, r, theta);
    }

    // ---- Choice (Piecewise); comparisons are in Comparison

    public Tensor relu() {
        return Engine.apply(Piecewise.RELU, this);
    }

    public Tensor maximum(Tensor b) {
        return Engine.binary(Piecewise.MAXIMUM, this, b);
    }

    public Tensor maximum(double b) {
        return maximum(number(b));
    }

    public Tensor minimum(Tensor b) {
        return Engine.binary(Piecewise.MINIMUM, this, b);
    }

    public Tensor minimum(double b) {
        return minimum(number(b));
    }

    /** {@code condition ? a : b}. */
    public static Tensor where(Tensor condition, Tensor a, Tensor b) {
        return Selection.where(condition, a, b);
    }

    /** In another element type; complex to real is an error that names {@link #real()}. */
    public Tensor cast(DType to) {
        return to == dtype ? this : Engine.apply(Conversion.to(to), this);
    }

    // ---- Reductions over axes, all of them if none is named (Reduction)

    /** In the type of the elements: a sum of int32 is int32 and wraps. */
    public Tensor sum(int... axes) {
        return Reduction.sum(this, axes, false);
    }

    public Tensor sum(boolean keepDims, int... axes) {
        return Reduction.sum(this, axes, keepDims);
    }

    public Tensor mean(int... axes) {
        return Reduction.mean(this, axes, false);
    }

    public Tensor mean(boolean keepDims, int... axes) {
        return Reduction.mean(this, axes, keepDims);
    }

    public Tensor prod(int... axes) {
        return Reduction.prod(this, axes, false);
    }

    /** Largest of real elements; ties share the gradient equally. */
    public Tensor max(int... axes) {
        return Reduction.extremum(Fold.MAX, this, axes, false);
    }

    public Tensor max(boolean keepDims, int... axes) {
        return Reduction.extremum(Fold.MAX, this, axes, keepDims);
    }

    public Tensor min(int... axes) {
        return Reduction.extremum(Fold.MIN, this, axes, false);
    }

    public Tensor min(boolean keepDims, int... axes) {
        return Reduction.extremum(Fold.MIN, this, axes, keepDims);
    }

    /** log Σ exp z, shifted by the largest real part. */
    public Tensor logsumexp(int... axes) {
        return Reduction.logsumexp(this, axes, false);
    }

    /** exp z / Σ exp z, shifted by the largest real part. */
    public Tensor softmax(int... axes) {
        return Reduction.softmax(this, axes);
    }

    /** Position of the first largest element along {@code axis}, int64. */
    public Tensor argmax(int axis) {
        return Reduction.arg(Fold.ARGMAX, this, axis);
    }

    public Tensor argmin(int axis) {
        return Reduction.arg(Fold.ARGMIN, this, axis);
    }

    public Tensor any(int... axes) {
        return Reduction.logical(Fold.ANY, this, axes, false);
    }

    public Tensor all(int... axes) {
        return Reduction.logical(Fold.ALL, this, axes, false);
    }

    // ---- Products (Product); transforms and convolutions are in Spectral

    /** {@code [..., m, k] · [..., k, n] → [..., m, n]}. */
    public Tensor matmul(Tensor b) {
        return Product.matmul(this, b);
    }

    // ---- Movement (Movement, Selection)

    /** The same elements in row-major order; one extent may be −1. */
    public Tensor reshape(long... dims) {
        return Movement.reshape(this, dims);
    }

    public Tensor reshape(Shape to) {
        return Movement.reshape(this, to.dims());
    }

    /** Exchanges the last two axes. */
    public Tensor transpose() {
        return Movement.transpose(this, -2, -1);
    }

    public Tensor transpose(int a, int b) {
        return Movement.transpose(this, a, b);
    }

    /** Axis k of the result is axis {@code axes[k]} of this. */
    public Tensor permute(int... axes) {
        return Movement.permute(this, axes);
    }

    /** Conjugate transpose of the last two axes. */
    public Tensor adjoint() {
        return transpose().conj();
    }

    public Tensor broadcastTo(Shape to) {
        return Movement.broadcast(this, to);
    }

    /** A new axis of extent 1 that is {@code axis} of the result: 0 the first, −1 the last. */
    public Tensor expand(int axis) {
        return reshape(shape.inserted(axis, 1));
    }

    /** Without an axis of extent 1. */
    public Tensor squeeze(int axis) {
        return Movement.squeeze(this, axis);
    }

    /** Elements {@code from} to before {@code to} along {@code axis}; negative ones count from the end, beyond it is an error. */
    public Tensor slice(int axis, long from, long to) {
        return Movement.slice(this, axis, from, to, 1);
    }

    /**
     * Every {@code step}-th element; a negative step runs down from {@code from} to above {@code to}, which then does not
     * count from the end: −1 is before the first element.
     */
    public Tensor slice(int axis, long from, long to, long step) {
        return Movement.slice(this, axis, from, to, step);
    }

    /** The part at one index, without that axis. */
    public Tensor select(int axis, long index) {
        return Movement.select(this, axis, index);
    }

    public Tensor flip(int... axes) {
        return Movement.flip(this, axes);
    }

    /** Shifts cyclically: element k goes to k + shift. */
    public Tensor roll(long shift, int axis) {
        return Movement.roll(this, shift, axis);
    }

    /** Zeros before and after along {@code axis}. */
    public Tensor pad(int axis, long before, long after) {
        return Movement.pad(this, axis, before, after);
    }

    public static Tensor concat(List<Tensor> parts, int axis) {
        return Movement.concat(parts, axis);
    }

    /** Joins tensors of one shape along a new axis. */
    public static Tensor stack(List<Tensor> parts, int axis) {
        return Movement.stack(parts, axis);
    }

    /** The entries along {@code axis} that {@code indices} (int32, int64) name, in their shape. */
    public Tensor gather(Tensor indices, int axis) {
        return Selection.gather(this, indices, axis);
    }

    /** 1 at the index along a new last axis of extent {@code depth}, 0 elsewhere; only zeros for an index outside of it. */
    public Tensor oneHot(long depth, DType to) {
        return Selection.oneHot(this, depth, to);
    }

    /** The same values, as a constant to every tape. */
    public Tensor stopGradient() {
        return Engine.apply(Selection.StopGradient.STOP, this);
    }

    /** A constant of this type and device, zero-dimensional so that it broadcasts. */
    Tensor fill(double value) {
        return fill(value, 0);
    }

    /** {@code re + i·im} on this device; of the complex type of this precision if {@code im} is not 0. */
    Tensor fill(double re, double im) {
        return Creation.full(im == 0 ? dtype : dtype.complex(), Shape.SCALAR, re, im, device);
    }

    private Tensor number(double value) {
        return Creation.number(this, value);
    }

    /** Spread well and cheaper than {@link System#identityHashCode}; tensors are equal if they are the same. */
    @Override
    public int hashCode() {
        return hash;
    }

    /** Type, shape, and up to some twenty elements. */
    @Override
    public String toString() {
        return Transfer.describe(this);
    }
}
