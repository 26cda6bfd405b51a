package org.argand.benchmarks;

import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Nanoseconds per operation of each library in one iteration, as secondary results of JMH; 0 for who does not take part. */
@AuxCounters(AuxCounters.Type.EVENTS)
@State(Scope.Thread)
public class Times {
    public double argand;
    public double alone;
    public double torch;
    public double openblas;
    public double openblas3m;
    public double jtransforms;
    public double ejml;
    public double copy;

    void set(Library library, double nanos) {
        switch (library) {
            case ARGAND -> argand = nanos;
            case ALONE -> alone = nanos;
            case TORCH -> torch = nanos;
            case OPENBLAS -> openblas = nanos;
            case OPENBLAS3M -> openblas3m = nanos;
            case JTRANSFORMS -> jtransforms = nanos;
            case EJML -> ejml = nanos;
            case COPY -> copy = nanos;
        }
    }
}
