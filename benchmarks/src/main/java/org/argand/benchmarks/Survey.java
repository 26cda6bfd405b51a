package org.argand.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.argand.array.DType;
import org.argand.benchmarks.SurveyCases.Case;
import org.argand.benchmarks.SurveyCases.Ours;
import org.argand.benchmarks.SurveyCases.Theirs;
import org.argand.tensor.Scope;

/**
 * Many operators beside libtorch, each for a second in all four types: {@code DOCUMENT}, or {@code -}.
 *
 * <p>Not to tell by how much, for which one JVM and a second are too little, but to find what falls off a cliff.
 */
public final class Survey {
    private static final Place PLACE =
            new Place("<!-- survey: written by benchmarks/survey.sh -->", "<!-- end of survey -->");

    private static final int ROUNDS = 60;

    private Survey() {}

    public static void main(String[] args) throws IOException {
        Torch.start(1);
        List<DType> types = List.copyOf(EnumSet.range(DType.FLOAT32, DType.COMPLEX128));
        List<String[]> rows = new ArrayList<>();
        List<Case> cases = SurveyCases.all();
        for (Case c : cases) {
            rows.add(new String[types.size()]);
        }
        for (int t = 0; t < types.size(); t++) {
            Ours ours = Ours.of(types.get(t));
            Theirs theirs = Theirs.of(ours);
            for (int k = 0; k < cases.size(); k++) {
                Case c = cases.get(k);
                boolean takes = c.complex() || !types.get(t).isComplex();
                rows.get(k)[t] = takes ? ratio(c, ours, theirs) : "";
                System.err.printf("%s %s: %s%n", types.get(t), c.label(), rows.get(k)[t]);
            }
        }
        String table = table(types, cases, rows);
        System.out.print(table);
        if (!args[0].equals("-")) {
            PLACE.fill(Path.of(args[0]), Machine.described() + ".\n\n" + table);
        }
    }

    /** libtorch's time over Argand's; says so where their values differ. */
    private static String ratio(Case c, Ours ours, Theirs theirs) {
        Contest contest =
                new Contest(
                        1,
                        10 * Values.tolerance(ours.x().dtype()),
                        () -> {
                            try (Scope _ = Scope.open()) {
                                c.argand().apply(ours).realise();
                            }
                        },
                        () -> Values.of(c.argand().apply(ours)));
        try {
            contest.with(
                    Library.TORCH,
                    () -> c.peer().apply(theirs).close(),
                    () -> Values.of(c.peer().apply(theirs)));
        } catch (IllegalStateException differs) {
            System.err.println(differs.getMessage());
            return "differs";
        }
        contest.warmUp();
        contest.restart();
        Times times = new Times();
        for (int k = 0; k < ROUNDS; k++) {
            contest.round(times);
        }
        return String.format(Locale.ROOT, "%.2f", times.torch / times.argand);
    }

    private static String table(List<DType> types, List<Case> cases, List<String[]> rows) {
        StringBuilder table = new StringBuilder("| | |");
        types.forEach(t -> table.append(' ').append(t).append(" |"));
        table.append("\n|---|---|").append("--:|".repeat(types.size())).append('\n');
        String group = "";
        for (int k = 0; k < cases.size(); k++) {
            Case c = cases.get(k);
            table.append(c.group().equals(group) ? "| | " : "| " + c.group() + " | ");
            group = c.group();
            String ratios = Arrays.stream(rows.get(k)).collect(Collectors.joining(" | "));
            table.append(c.label().replace("|", "\\|")).append(" | ").append(ratios).append(" |\n");
        }
        return table.toString();
    }
}
