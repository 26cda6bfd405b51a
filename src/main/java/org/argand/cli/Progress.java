package org.argand.cli;

import java.io.Console;
import java.io.PrintWriter;
import java.time.Duration;
import me.tongfei.progressbar.DelegatingProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/** How far a long job is: a bar on a terminal, a line every tenth of the way elsewhere, nothing if quiet. */
final class Progress implements AutoCloseable {
    private static final int WIDTH = 110;

    private final PrintWriter err;
    private final String task;
    private final long total;
    private final boolean quiet;
    private final @Nullable ProgressBar bar;
    private final long begin = System.nanoTime();
    private final long first;
    private long nextLine;

    /** Progress of {@code task} from {@code first} of {@code total}. */
    Progress(CommonOptions common, String task, String unit, long first, long total) {
        this.err = common.err();
        this.task = task;
        this.total = total;
        this.first = first;
        this.quiet = common.quiet();
        this.bar = quiet || !isTerminal() ? null : bar(unit);
        this.nextLine = first + Math.ceilDiv(total - first, 10);
    }

    /** Whether somebody watches who can see a line redrawn. */
    static boolean isTerminal() {
        Console console = System.console();
        return console != null && console.isTerminal();
    }

    private ProgressBar bar(String unit) {
        return new ProgressBarBuilder()
                .setTaskName(task)
                .setUnit(" " + unit, 1)
                .startsFrom(first, Duration.ZERO)
                .setInitialMax(total)
                .setStyle(ProgressBarStyle.ASCII)
                .setUpdateIntervalMillis(200)
                .setConsumer(new DelegatingProgressBarConsumer(this::draw, WIDTH))
                .build();
    }

    private void draw(String line) {
        err.print("\r" + line);
        err.flush();
    }

    /** Tells that {@code done} of the total is done, and a few words about it. */
    void at(long done, String words) {
        if (bar != null) {
            bar.setExtraMessage(" " + words);
            bar.stepTo(done);
        } else if (!quiet && done >= nextLine) {
            double seconds = (System.nanoTime() - begin) * 1e-9;
            long left = Math.round(seconds * (total - done) / Math.max(1, done - first));
            err.printf("%s %d/%d  %s  %d s left%n", task, done, total, words, left);
            err.flush();
            nextLine = done + Math.max(1, (total - first) / 10);
        }
    }

    @Override
    public void close() {
        if (bar != null) {
            bar.close();
            err.println();
            err.flush();
        }
    }
}
