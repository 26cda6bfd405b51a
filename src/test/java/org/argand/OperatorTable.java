package org.argand;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.argand.array.ArgandException;
import org.argand.array.DType;
import org.argand.autograd.MeasuredErrors;
import org.argand.tensor.Accuracy;
import org.argand.tensor.Domain;
import org.argand.tensor.Op;
import org.argand.tensor.Piecewise;
import org.argand.tensor.Tensor;
import org.argand.tensor.catalogue.Catalogue;
import org.argand.tensor.catalogue.Catalogue.Entry;
import org.argand.tensor.catalogue.Catalogue.Group;
import org.argand.tensor.catalogue.Catalogue.Operand;
import org.argand.tensor.catalogue.Catalogue.Operator;
import org.jspecify.annotations.Nullable;

/** The table of operators, docs/operators.md, as it follows from the catalogue and from what was measured. */
final class OperatorTable {
    /** What each operator is compared with beside libtorch, written by the tests in src/peers. */
    private static final Path PEERS = Path.of("src/test/resources/org/argand/peers.csv");

    private static final String LIBTORCH = "libtorch";

    private final Map<String, Map<DType, Double>> errors;

    /** Those whose errors are against many digits. */
    private final Set<String> accurate = new TreeSet<>();

    private final Map<String, String> peers;

    OperatorTable() throws IOException {
        errors = MeasuredErrors.recorded();
        for (Accuracy a : Accuracy.recorded()) {
            accurate.add(a.op());
            errors.computeIfAbsent(a.op(), _ -> new TreeMap<>()).put(a.dtype(), a.error());
        }
        peers = new LinkedHashMap<>();
        for (String line : Files.readAllLines(PEERS)) {
            String[] cells = line.split(",", 2);
            peers.put(cells[0], cells[1]);
        }
    }

    /** The whole document. */
    String markdown() {
        List<Operator> all = Catalogue.operators();
        StringBuilder text = new StringBuilder();
        text.append(
                INTRODUCTION.formatted(
                        all.size(),
                        all.stream().mapToInt(o -> o.cases().size()).sum(),
                        all.stream().filter(Operator::isDifferentiable).count()));
        for (Group group : Group.values()) {
            List<Operator> operators = group.operators();
            if (!operators.isEmpty()) {
                text.append("\n## ").append(title(group)).append("\n\n");
                text.append(introduction(group)).append("\n\n").append(HEADER);
                operators.forEach(o -> text.append(row(o)));
                text.append(statements(operators));
            }
        }
        return text.append(worstCases()).toString();
    }

    /** Where each function that rounds is worst, of complex operands if it takes them. */
    private static String worstCases() {
        Map<String, Map<DType, Accuracy>> figures = new LinkedHashMap<>();
        for (Accuracy a : Accuracy.recorded()) {
            figures.computeIfAbsent(a.op(), _ -> new TreeMap<>()).put(a.dtype(), a);
        }
        StringBuilder text = new StringBuilder(WORST);
        figures.forEach((op, row) -> {
            boolean complex = row.containsKey(DType.COMPLEX64);
            Accuracy single = row.get(complex ? DType.COMPLEX64 : DType.FLOAT32);
            Accuracy wide = row.get(complex ? DType.COMPLEX128 : DType.FLOAT64);
            if (single != null && single.error() > 0) {
                text.append("| `").append(op).append("` | ").append(worst(single));
                text.append(" | ").append(worst(wide)).append(" |\n");
            }
        });
        return text.toString();
    }

    private static String worst(@Nullable Accuracy a) {
        return a == null ? "" : String.format(Locale.ROOT, "%.2f at %s", a.error(), a.worst());
    }

    private String row(Operator o) {
        String formula = escaped(o.formula());
        String cell = o.note().isEmpty() ? formula : formula + "<br>*" + escaped(o.note()) + "*";
        return Stream.of(
                        "`" + o.name() + "`",
                        cell,
                        escaped(o.adjoint()),
                        types(o),
                        o.isDifferentiable() ? "∞" : "–",
                        error(o, DType.COMPLEX64, DType.FLOAT32),
                        error(o, DType.COMPLEX128, DType.FLOAT64),
                        references(o))
                .collect(Collectors.joining(" | ", "| ", " |\n"));
    }

    private static String escaped(String text) {
        return text.replace("|", "\\|").replace("*", "\\*").replace("<", "&lt;");
    }

    /** The kinds of types that it takes, each by its letter; the ones of both precisions always go together. */
    private static String types(Operator o) {
        Set<DType> taken = EnumSet.noneOf(DType.class);
        for (DType d : DType.values()) {
            if (takes(o, d)) {
                taken.add(d);
            }
        }
        StringBuilder letters = new StringBuilder();
        for (Map.Entry<String, List<DType>> kind : KINDS.entrySet()) {
            long n = kind.getValue().stream().filter(taken::contains).count();
            if (n == kind.getValue().size()) {
                letters.append(kind.getKey());
            } else if (n > 0) {
                throw new IllegalStateException(
                        o.name() + " takes only some of " + kind.getValue());
            }
        }
        return letters.toString();
    }

    /** Whether it takes operands of that type: its signature says so, or it is tried. */
    private static boolean takes(Operator o, DType d) {
        Optional<Op.Pointwise> function = function(o.name());
        if (function.isPresent()) {
            return takes(function.get(), d);
        }
        // Further cases may change the type first; only complex numbers may need one of their own.
        return o.cases().stream()
                .filter(e -> e == o.cases().getFirst() || (d.isComplex() && isComplex(e)))
                .anyMatch(e -> takes(e, d));
    }

    private static boolean takes(Op.Pointwise f, DType d) {
        DType[] operands = new DType[f.arity()];
        Arrays.fill(operands, d);
        operands[0] = f == Piecewise.WHERE ? DType.BOOL : d;
        try {
            f.signature().result(f.label(), List.of(operands));
            return true;
        } catch (ArgandException refused) {
            return false;
        }
    }

    private static boolean takes(Entry e, DType d) {
        try {
            e.op().apply(e.operands().stream().map(x -> operand(x, d)).toList()).realise();
            return true;
        } catch (ArgandException refused) {
            return false;
        }
    }

    private static boolean isComplex(Entry e) {
        return e.operands().stream().allMatch(Operand::complex);
    }

    private static Optional<Op.Pointwise> function(String name) {
        return Catalogue.functions().stream().filter(f -> f.label().equals(name)).findFirst();
    }

    private static Tensor operand(Operand like, DType d) {
        Domain domain = like.domain();
        Tensor x = new Operand(d.isComplex(), domain, like.shape()).draw(1);
        return d == DType.BOOL ? x.greater(0) : d.isInteger() ? x.mul(100).cast(d) : x.cast(d);
    }

    /** The error for complex operands, for real ones if it takes no others. */
    private String error(Operator o, DType complex, DType real) {
        Map<DType, Double> row = errors.getOrDefault(o.name(), Map.of());
        DType inSingle = row.containsKey(DType.COMPLEX64) ? DType.COMPLEX64 : DType.FLOAT32;
        if (!row.containsKey(inSingle)) {
            return "";
        }
        DType d = inSingle.isComplex() ? complex : real;
        double single = row.get(inSingle);
        double error = row.getOrDefault(d, single);
        boolean rounds = single > 0 && !accurate.contains(o.name());
        return error > 0 ? String.format(Locale.ROOT, "%.1f", error) : rounds ? "=" : "0";
    }

    private String references(Operator o) {
        String differences = o.isDifferentiable() ? " D" : "";
        String digits = accurate.contains(o.name()) ? " M" : "";
        return "R" + differences + (peers.get(o.name()).startsWith(LIBTORCH) ? " T" : "") + digits;
    }

    /** What the operators that libtorch is no reference for are held to. */
    private String statements(List<Operator> operators) {
        List<String> lines = new ArrayList<>();
        for (Operator o : operators) {
            String text = peers.get(o.name());
            if (!text.equals(LIBTORCH)) {
                String rest =
                        text.startsWith(LIBTORCH) ? text.substring(LIBTORCH.length() + 2) : text;
                lines.add("- `" + o.name() + "`: " + escaped(rest) + "\n");
            }
        }
        return lines.isEmpty()
                ? ""
                : "\nWhere libtorch is no reference:\n\n" + String.join("", lines);
    }

    private static final Map<String, List<DType>> KINDS = new LinkedHashMap<>();

    static {
        KINDS.put("ℂ", List.of(DType.COMPLEX64, DType.COMPLEX128));
        KINDS.put("ℝ", List.of(DType.FLOAT32, DType.FLOAT64));
        KINDS.put("ℤ", List.of(DType.INT32, DType.INT64));
        KINDS.put("𝔹", List.of(DType.BOOL));
    }

    private static final String HEADER =
            """
            | operator | value | gradient | types | order | c64 | c128 | held to |
            |---|---|---|---|:-:|--:|--:|---|
            """;

    private static final String INTRODUCTION =
            """
            # Operators

            <!-- Written by DocumentsTest from the catalogue: mvn test -Dtest=DocumentsTest -Dargand.write -->

            The %d operators of Argand, each tried in %d cases altogether; %d have gradients. Everything here is asked of the
            operators themselves or measured; [the catalogue](../src/main/java/org/argand/tensor/catalogue/Catalogue.java) is where the
            formulas stand.

            **Gradients.** z and w are operands, s is the result, G = ∂L/∂x + i ∂L/∂y the upstream gradient of a real loss L
            ([ADR 0001](adr/0001-gradient-convention.md)). Pointwise functions state derivatives: s′ = ds/dz where the function is
            holomorphic, and the gradient is then G·conj(s′); otherwise ∂s/∂z and ∂s/∂z̄, and it is
            G·conj(∂s/∂z) + conj(G)·∂s/∂z̄. The others, wherever G is named (g if s is real), state the gradient itself, operand by
            operand. The gradient of a real operand is the real part, and that of a broadcast one is summed over what was broadcast.
            Branch cuts and special values are those of C99 Annex G.

            **Types.** ℂ complex64 and complex128, ℝ float32 and float64, ℤ int32 and int64, 𝔹 bool.

            **Order.** ∞: gradients of every order, as rules are written with differentiable operators; the first and the second are
            tested. –: none, for the reason given.

            **c64, c128.** The worst error that was measured on the CPU, in units of 2⁻²⁴|w| and 2⁻⁵³|w|; w is the element of a
            pointwise function, the largest element of any other. Operators of real operands: float32 and float64. Those held to M
            are measured against true values, over all magnitudes, near branch points and where they overflow; the others against
            the scalar reference, which computes in double precision. 0: nothing is rounded; =: bit for bit what the reference gives.

            **Held to.** R: the scalar reference device, in values and gradients. D: finite differences of first and second order,
            the adjoint identity Re⟨J·t, u⟩ = Re⟨t, J\\*·u⟩ in random directions, single precision beside double. T: libtorch, in values
            and gradients, for a random complex upstream gradient in both precisions. M: values of many digits. Every operator runs
            on the devices `cpu` and `reference`.
            """;

    private static final String WORST =
            """

            ## Where functions are worst

            Of 100 000 operands in single precision and up to 1600 in double, over all magnitudes; units as above.

            | operator | complex64, or float32 of real ones | complex128, or float64 |
            |---|---|---|
            """;

    private static String title(Group group) {
        return switch (group) {
            case POINTWISE -> "Element by element";
            case REDUCTION -> "Reductions and scans";
            case MOVEMENT -> "Moving and selecting";
            case PRODUCT -> "Products";
            case LINEAR_ALGEBRA -> "Linear algebra";
            case TRANSFORM -> "Fourier transforms";
            case CONVOLUTION -> "Convolutions and short-time transforms";
        };
    }

    private static String introduction(Group group) {
        return switch (group) {
            case POINTWISE ->
                    "Operands broadcast and are promoted; evaluated lazily, and fused into one"
                            + " pass.";
            case REDUCTION -> "Over one axis, several, or all; negative axes count from the end.";
            case MOVEMENT ->
                    "Elements are not computed with: views where possible, copies otherwise.";
            case PRODUCT -> "Linear in each operand; batch axes broadcast.";
            case LINEAR_ALGEBRA ->
                    "Matrices are the last two axes, [..., m, n]; the others are a batch.";
            case TRANSFORM -> "Along any axis, of any length, with every usual scale.";
            case CONVOLUTION -> "Along the last axes.";
        };
    }
}
