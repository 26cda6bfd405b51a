package org.argand.tensor;

/** Questions to the elements of a tensor, answered in bool; operands broadcast and promote; no gradient passes. */
public sealed interface Comparison permits Tensor {
    default Tensor equalTo(Tensor b) {
        return Engine.binary(Predicate.EQUAL, (Tensor) this, b);
    }

    default Tensor equalTo(double b) {
        return equalTo(Creation.number((Tensor) this, b));
    }

    default Tensor notEqualTo(Tensor b) {
        return Engine.binary(Predicate.NOT_EQUAL, (Tensor) this, b);
    }

    default Tensor less(Tensor b) {
        return Engine.binary(Predicate.LESS, (Tensor) this, b);
    }

    default Tensor less(double b) {
        return less(Creation.number((Tensor) this, b));
    }

    default Tensor lessEqual(Tensor b) {
        return Engine.binary(Predicate.LESS_EQUAL, (Tensor) this, b);
    }

    default Tensor greater(Tensor b) {
        return Engine.binary(Predicate.GREATER, (Tensor) this, b);
    }

    default Tensor greater(double b) {
        return greater(Creation.number((Tensor) this, b));
    }

    default Tensor greaterEqual(Tensor b) {
        return Engine.binary(Predicate.GREATER_EQUAL, (Tensor) this, b);
    }

    default Tensor isNan() {
        return Engine.apply(Predicate.ISNAN, (Tensor) this);
    }

    default Tensor isFinite() {
        return Engine.apply(Predicate.ISFINITE, (Tensor) this);
    }

    /** Whether any part is infinite. */
    default Tensor isInf() {
        return Engine.apply(Predicate.ISINF, (Tensor) this);
    }

    default Tensor not() {
        return Engine.apply(Predicate.LOGICAL_NOT, (Tensor) this);
    }

    default Tensor and(Tensor b) {
        return Engine.apply(Predicate.LOGICAL_AND, (Tensor) this, b);
    }

    default Tensor or(Tensor b) {
        return Engine.apply(Predicate.LOGICAL_OR, (Tensor) this, b);
    }

    default Tensor xor(Tensor b) {
        return Engine.apply(Predicate.LOGICAL_XOR, (Tensor) this, b);
    }
}
