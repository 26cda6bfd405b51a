package org.argand.array;

/**
 * Everything that Argand refuses or fails at, as {@code op: facts}; unchecked, and sealed so that callers can switch.
 */
public abstract sealed class ArgandException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** The operation that refused. */
    private final String op;

    private ArgandException(String op, String facts) {
        super(op + ": " + facts);
        this.op = op;
    }

    /** The operation that refused, as named at the start of the message. */
    public String op() {
        return op;
    }

    /** Shapes that do not go together. */
    public static final class ShapeMismatch extends ArgandException {
        private static final long serialVersionUID = 1L;

        public ShapeMismatch(String op, String facts) {
            super(op, facts);
        }
    }

    /** An element type that the operation does not take. */
    public static final class DTypeMismatch extends ArgandException {
        private static final long serialVersionUID = 1L;

        public DTypeMismatch(String op, String facts) {
            super(op, facts);
        }
    }

    /** Operands on different devices. */
    public static final class DeviceMismatch extends ArgandException {
        private static final long serialVersionUID = 1L;

        public DeviceMismatch(String op, String facts) {
            super(op, facts);
        }
    }

    /** A device that is not there, with the reason. */
    public static final class DeviceUnavailable extends ArgandException {
        private static final long serialVersionUID = 1L;

        public DeviceUnavailable(String op, String facts) {
            super(op, facts);
        }
    }

    /** A device that failed at work it had taken: a launch, a copy, a library call. */
    public static final class DeviceFailure extends ArgandException {
        private static final long serialVersionUID = 1L;

        public DeviceFailure(String op, String facts) {
            super(op, facts);
        }
    }

    /** More memory than the device or the element limit of a buffer allows. */
    public static final class OutOfMemory extends ArgandException {
        private static final long serialVersionUID = 1L;

        public OutOfMemory(String op, String facts) {
            super(op, facts);
        }
    }

    /** An axis, index, option or number outside its range. */
    public static final class InvalidArgument extends ArgandException {
        private static final long serialVersionUID = 1L;

        public InvalidArgument(String op, String facts) {
            super(op, facts);
        }
    }

    /** A tensor used after its scope closed or after it was freed. */
    public static final class UseAfterFree extends ArgandException {
        private static final long serialVersionUID = 1L;

        public UseAfterFree(String op, String facts) {
            super(op, facts);
        }
    }

    /** The first NaN or infinity that numerics checking met. */
    public static final class NonFinite extends ArgandException {
        private static final long serialVersionUID = 1L;

        public NonFinite(String op, String facts) {
            super(op, facts);
        }
    }

    /** A gradient that does not exist or was not recorded. */
    public static final class NoGradient extends ArgandException {
        private static final long serialVersionUID = 1L;

        public NoGradient(String op, String facts) {
            super(op, facts);
        }
    }

    /** A file that cannot be read or written, is truncated or holds something else. */
    public static final class BadFile extends ArgandException {
        private static final long serialVersionUID = 1L;

        public BadFile(String op, String facts) {
            super(op, facts);
        }
    }
}
