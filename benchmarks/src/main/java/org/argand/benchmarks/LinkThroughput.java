package org.argand.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.argand.backend.cpu.Readiness;
import org.argand.benchmarks.Measurement.Spread;

/**
 * Throughput of links on all processors, Argand's and that of a program in NumPy in turn: {@code ROUNDS DOCUMENT [COMMAND…]}.
 *
 * <p>Argand has a batch on each processor at a time, as {@code ber --workers} has. The table goes to the terminal and, where there is
 * a peer to compare with, between the markers of the document, unless that is {@code -}.
 */
public final class LinkThroughput {
    private static final Place PLACE =
            new Place("<!-- links: written by benchmarks/links.sh -->", "<!-- end of links -->");

    private static final double TURN = 1.2;
    private static final double IMPROVEMENT = 0.97;
    private static final int LEAST_TURNS = 10;

    /** A turn's nanoseconds a batch, and the mean bit error rate of its batches. */
    private record Turn(double nanos, double rate) {}

    private LinkThroughput() {}

    public static void main(String[] args) throws IOException, InterruptedException {
        int rounds = Integer.parseInt(args[0]);
        List<String> command = List.of(args).subList(2, args.length);
        Optional<NumpyLinks> peer =
                command.isEmpty() ? Optional.empty() : Optional.of(new NumpyLinks(command));
        StringBuilder table = new StringBuilder();
        table.append("| link | bits in a batch | Argand, Mbit/s | NumPy, Mbit/s | times NumPy |\n");
        table.append("|---|---|---|---|---|\n");
        int processors = Runtime.getRuntime().availableProcessors();
        List<List<LinkCase>> cases =
                IntStream.range(0, processors).mapToObj(LinkCase::all).toList();
        try (ExecutorService threads = Executors.newFixedThreadPool(processors)) {
            for (int k = 0; k < cases.getFirst().size(); k++) {
                int at = k;
                List<LinkCase> link = cases.stream().map(all -> all.get(at)).toList();
                table.append(row(link, threads, rounds, peer));
            }
        }
        System.out.print(table);
        if (peer.isPresent() && !args[1].equals("-")) {
            String machine = Machine.described() + "; NumPy " + peer.get().version() + ".";
            PLACE.fill(Path.of(args[1]), machine + "\n\n" + table);
        }
        peer.ifPresent(NumpyLinks::close);
    }

    /** @param links the same link for each thread, with random numbers of its own */
    private static String row(
            List<LinkCase> links, ExecutorService threads, int rounds, Optional<NumpyLinks> peer)
            throws IOException, InterruptedException {
        LinkCase link = links.getFirst();
        warmUp(links, threads);
        double[] own = new double[rounds];
        double[] others = new double[rounds];
        double rate = 0;
        for (int k = 0; k < rounds; k++) {
            Thread.sleep(Contest.PAUSE_MILLIS);
            Turn turn = turn(links, threads);
            own[k] = turn.nanos;
            rate += turn.rate / rounds;
            if (peer.isPresent()) {
                Thread.sleep(Contest.PAUSE_MILLIS);
                others[k] = peer.get().turn(link, TURN);
            }
        }
        link.check("Argand", rate);
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

    /** Until Argand's kernels are compiled and the last turn was no longer the fastest by much: links use many kernels. */
    private static void warmUp(List<LinkCase> links, ExecutorService threads)
            throws InterruptedException {
        double best = turn(links, threads).nanos;
        Readiness.await();
        boolean faster = true;
        for (int k = 0; k < LEAST_TURNS || faster; k++) {
            double now = turn(links, threads).nanos;
            faster = now < IMPROVEMENT * best;
            best = Math.min(best, now);
        }
    }

    /** Batches on all threads for a while, after one on each that is not timed. */
    private static Turn turn(List<LinkCase> links, ExecutorService threads)
            throws InterruptedException {
        everywhere(links, threads, System.nanoTime());
        long begin = System.nanoTime();
        List<Double> rates = everywhere(links, threads, begin + (long) (1e9 * TURN));
        double nanos = (double) (System.nanoTime() - begin) / rates.size();
        return new Turn(nanos, rates.stream().mapToDouble(r -> r).average().orElseThrow());
    }

    /** Batches on all threads until then, one at least: their bit error rates. */
    private static List<Double> everywhere(List<LinkCase> links, ExecutorService threads, long end)
            throws InterruptedException {
        List<Future<List<Double>>> all = new ArrayList<>();
        for (LinkCase link : links) {
            all.add(
                    threads.submit(() -> {
                        List<Double> rates = new ArrayList<>();
                        do {
                            rates.add(link.run());
                        } while (System.nanoTime() - end < 0);
                        return rates;
                    }));
        }
        List<Double> rates = new ArrayList<>();
        for (Future<List<Double>> one : all) {
            try {
                rates.addAll(one.get());
            } catch (ExecutionException e) {
                throw new IllegalStateException(links.getFirst().title(), e.getCause());
            }
        }
        return rates;
    }

    /** Megabits per second, the median of the rounds. */
    private static String throughput(LinkCase link, double[] nanos) {
        return Report.number(1e3 * link.bits() / Spread.of(nanos).median());
    }
}
