package org.argand.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.argand.benchmarks.Measurement.Spread;

/**
 * Throughput of links on all processors, Argand's and that of a program in NumPy in turn: {@code ROUNDS DOCUMENT [COMMAND…]}.
 *
 * <p>The table goes to the terminal and, where there is a peer to compare with, between the markers of the document, unless that is
 * {@code -}.
 */
public final class LinkThroughput {
    private static final Place PLACE =
            new Place("<!-- links: written by benchmarks/links.sh -->", "<!-- end of links -->");

    private static final long TURN = TimeUnit.MILLISECONDS.toNanos(600);

    private static final double IMPROVEMENT = 0.97;

    private LinkThroughput() {}

    public static void main(String[] args) throws IOException, InterruptedException {
        int rounds = Integer.parseInt(args[0]);
        List<String> command = List.of(args).subList(2, args.length);
        Optional<NumpyLinks> peer =
                command.isEmpty() ? Optional.empty() : Optional.of(new NumpyLinks(command));
        StringBuilder table = new StringBuilder();
        table.append("| link | bits in a batch | Argand, Mbit/s | NumPy, Mbit/s | times NumPy |\n");
        table.append("|---|---|---|---|---|\n");
        for (LinkCase link : LinkCase.all()) {
            table.append(row(link, rounds, peer));
        }
        System.out.print(table);
        if (peer.isPresent() && !args[1].equals("-")) {
            String machine = Machine.described() + "; NumPy " + peer.get().version() + ".";
            PLACE.fill(Path.of(args[1]), machine + "\n\n" + table);
        }
        peer.ifPresent(NumpyLinks::close);
    }

    private static String row(LinkCase link, int rounds, Optional<NumpyLinks> peer)
            throws IOException, InterruptedException {
        List<Double> rates = new ArrayList<>();
        Runnable batch = () -> rates.add(link.run());
        Participant argand = new Participant(Library.ARGAND, batch);
        warmUp(batch, argand);
        double[] own = new double[rounds];
        double[] others = new double[rounds];
        for (int k = 0; k < rounds; k++) {
            Thread.sleep(Contest.PAUSE_MILLIS);
            own[k] = argand.turn(Contest.LEAD, TURN);
            if (peer.isPresent()) {
                Thread.sleep(Contest.PAUSE_MILLIS);
                others[k] = peer.get().turn(link, 1e-9 * TURN);
            }
        }
        link.check(
                "Argand", rates.stream().mapToDouble(Double::doubleValue).average().orElseThrow());
        double[] ratios = new double[rounds];
        Arrays.setAll(ratios, k -> others[k] / own[k]);
        return "| %s | %d | %s | %s | %s |%n"
                .formatted(
                        link.title(),
                        link.bits(),
                        throughput(link, own),
                        peer.isPresent() ? throughput(link, others) : "",
                        peer.isPresent() ? Report.spread(Spread.of(ratios)) : "");
    }

    /** As benchmarks are warmed up, and again as long as that made it faster: links use many kernels. */
    private static void warmUp(Runnable batch, Participant argand) {
        int processors = Runtime.getRuntime().availableProcessors();
        Contest contest = new Contest(processors, 0, batch, () -> new double[0]);
        double now = argand.turn(Contest.LEAD, TURN);
        double before;
        do {
            before = now;
            contest.warmUp();
            now = argand.turn(Contest.LEAD, TURN);
        } while (now < IMPROVEMENT * before);
    }

    /** Megabits per second, the median of the rounds. */
    private static String throughput(LinkCase link, double[] nanos) {
        return Report.number(1e3 * link.bits() / Spread.of(nanos).median());
    }
}
