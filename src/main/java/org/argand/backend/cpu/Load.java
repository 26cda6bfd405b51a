package org.argand.backend.cpu;

import org.argand.backend.Program;
import org.argand.backend.Program.Bindings;
import org.argand.backend.Program.Constant;
import org.argand.backend.Program.Input;
import org.argand.backend.Program.Random;

/** Writes the elements of a program's source at row-major indices {@code p …} to an array. */
interface Load {
    void fill(long p, int n, Object to, int at);

    /** That of source {@code r}. */
    static Load of(Program program, Bindings bindings, int r) {
        // A loop, since short programs run often: how many sources of the kind come before.
        int before = 0;
        for (int s = 0; s < r; s++) {
            before +=
                    program.sources().get(s).getClass() == program.sources().get(r).getClass()
                            ? 1
                            : 0;
        }
        return switch (program.sources().get(r)) {
            case Input _ -> Access.of(bindings.inputs().get(before), program)::gather;
            case Random d -> {
                Program.Key key = bindings.keys().get(before);
                yield (p, n, to, at) -> Draws.fill(d.distribution(), d.dtype(), key, p, n, to, at);
            }
            case Constant c -> {
                Object one = Elements.one(c.dtype(), bindings.constants().get(before));
                yield (p, n, to, at) ->
                        Moves.move(
                                c.dtype(),
                                new Moves.Side(one, 0, 0, 0),
                                new Moves.Side(to, at, n, 1),
                                1,
                                n);
            }
        };
    }
}
