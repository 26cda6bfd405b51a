package org.argand.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import org.argand.phy.sim.BerPoint;
import org.argand.phy.sim.BerTable;
import org.argand.phy.sim.Status;
import org.argand.phy.sim.StoppingRule;
import org.argand.phy.sim.SweepMonitor;

/** Prints the table row by row as points end, and shows on a terminal how far the current one is. */
final class BerProgress implements SweepMonitor {
    private static final long NANOS_ON_A_TERMINAL = 200_000_000L;
    private static final long NANOS_ELSEWHERE = 30_000_000_000L;

    /** To the start of the line, and nothing on it. */
    private static final String CLEAR = "\r\033[2K";

    private final PrintWriter out;
    private final PrintWriter err;
    private final boolean quiet;
    private final boolean terminal = Progress.isTerminal();
    private final StoppingRule rule;
    private final Interruption interruption;
    private long shown = System.nanoTime();

    BerProgress(CommonOptions common, StoppingRule rule, Interruption interruption) {
        this.out = common.out();
        this.err = common.err();
        this.quiet = common.quiet();
        this.rule = rule;
        this.interruption = interruption;
    }

    @Override
    public void resumed(List<BerPoint> ended) {
        out.println(BerTable.header());
        ended.forEach(p -> print(out, p));
        out.flush();
    }

    @Override
    public void progress(BerPoint point) {
        long now = System.nanoTime();
        if (point.status() != Status.RUNNING) {
            clear();
            print(out, point);
            shown = now;
        } else if (!quiet && now - shown > (terminal ? NANOS_ON_A_TERMINAL : NANOS_ELSEWHERE)) {
            clear();
            err.print(live(point));
            if (!terminal) {
                err.println();
            }
            err.flush();
            shown = now;
        }
    }

    private void clear() {
        if (terminal && !quiet) {
            err.print(CLEAR);
            err.flush();
        }
    }

    private String live(BerPoint p) {
        String target = rule.targetBlockErrors() > 0 ? " of " + rule.targetBlockErrors() : "";
        return String.format(
                Locale.ROOT,
                "%.1f dB  BER %.2e  BLER %.2e  %d%s block errors  %d of %d blocks  %.0f s",
                p.ebnoDb(),
                p.ber(),
                p.bler(),
                p.tally().blockErrors(),
                target,
                p.tally().blocks(),
                rule.maxBlocks(),
                p.seconds());
    }

    @Override
    public boolean stopRequested() {
        boolean stop = interruption.requested();
        if (stop) {
            clear();
        }
        return stop;
    }

    /** One row, seen at once. */
    static void print(PrintWriter out, BerPoint point) {
        out.println(BerTable.row(point));
        out.flush();
    }
}
