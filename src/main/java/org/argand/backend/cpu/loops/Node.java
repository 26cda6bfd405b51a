package org.argand.backend.cpu.loops;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A value of a loop's body: an operation on earlier values. Equal values of one {@link Graph} are the same node. */
public final class Node {
    final int id;
    final Operation operation;
    final Kind kind;
    final @Nullable Object payload;
    final List<Node> in;

    Node(int id, Operation operation, Kind kind, @Nullable Object payload, List<Node> in) {
        this.id = id;
        this.operation = operation;
        this.kind = kind;
        this.payload = payload;
        this.in = in;
    }

    /** The payload of an operation that has a number there. */
    int number() {
        return payload instanceof Integer i ? i : 0;
    }

    @Override
    public String toString() {
        return operation + ":" + kind + (payload == null ? "" : " " + payload);
    }
}
