package org.argand.peers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.argand.array.DType;
import org.argand.peers.Peers.Extent;
import org.argand.peers.Peers.Row;
import org.argand.tensor.catalogue.Catalogue;
import org.argand.tensor.catalogue.Catalogue.Entry;
import org.argand.tensor.catalogue.Catalogue.Operator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every operator of the catalogue beside libtorch: value and gradients, in both precisions. */
@EnabledOnOs(
        value = OS.LINUX,
        architectures = "amd64",
        disabledReason = "libtorch is brought along for linux-x86_64 only")
class OperatorPeerTest {
    private static final long SEED = 20_260;
    private static final List<Comparison> MADE = new ArrayList<>();

    static Stream<Entry> withPeer() {
        return Catalogue.all().stream()
                .filter(e -> Peers.find(e).filter(r -> r.extent() != Extent.NONE).isPresent());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("withPeer")
    void operator_agreesWithLibtorch(Entry e) {
        Row peer = Peers.find(e).orElseThrow();
        List<Comparison> some = new ArrayList<>();
        for (boolean wide : new boolean[] {true, false}) {
            some.addAll(Comparison.of(e, peer, wide, SEED));
        }
        MADE.addAll(some);
        assertEquals(List.of(), some.stream().filter(c -> !c.passed()).toList());
    }

    @Test
    void everyCase_hasAPeerOrSaysWhatElseItIsHeldTo() {
        assertEquals(
                List.of(), Catalogue.all().stream().filter(e -> Peers.find(e).isEmpty()).toList());
        for (Row row : Peers.rows()) {
            assertEquals(row.extent() == Extent.ALL, row.instead().isEmpty(), row.label());
        }
    }

    @Test
    void everyRow_isForSomeCaseAndThereOnce() {
        Set<String> labels = new HashSet<>();
        assertEquals(
                List.of(),
                Peers.rows().stream().map(Row::label).filter(l -> !labels.add(l)).toList());
        Set<Row> used =
                Catalogue.all().stream()
                        .flatMap(e -> Peers.find(e).stream())
                        .collect(Collectors.toSet());
        assertEquals(List.of(), Peers.rows().stream().filter(r -> !used.contains(r)).toList());
    }

    /** The table of operators (docs/operators.md) states what each is held to without having libtorch at hand. */
    @Test
    void recordedPeers_areThese() throws IOException {
        Path file = Path.of("src/test/resources/org/argand/peers.csv");
        StringBuilder text = new StringBuilder();
        for (Operator o : Catalogue.operators()) {
            text.append(o.name()).append(',').append(Peers.heldTo(o)).append('\n');
        }
        if (System.getProperty("argand.write") != null) {
            Files.writeString(file, text);
        }
        assertEquals(text.toString(), Files.readString(file), "write it: -Dargand.write");
    }

    /** The comparison sees a wrong value, a wrong gradient, and another type. */
    @Test
    void wrongPeer_isNoticed() {
        Entry exp = entry("exp complex");
        Row value = Peers.one("exp", z -> z.exp().mul(Torch.number(1 + 1e-4)));
        Row gradient = Peers.one("exp", z -> z.exp().detach().add(z.mul(Torch.number(0))));
        Row type = Peers.one("exp", z -> z.exp().abs());
        for (boolean wide : new boolean[] {true, false}) {
            assertTrue(Comparison.of(exp, value, wide, 1).stream().noneMatch(Comparison::passed));
            List<Comparison> two = Comparison.of(exp, gradient, wide, 1);
            assertTrue(two.getFirst().passed());
            assertFalse(two.getLast().passed());
            assertFalse(Comparison.of(exp, type, wide, 1).getFirst().passed());
        }
    }

    private static Entry entry(String label) {
        return Catalogue.all().stream()
                .filter(e -> e.label().equals(label))
                .findFirst()
                .orElseThrow();
    }

    @AfterAll
    static void counts() {
        /** An operator in one type. */
        record Pair(String operator, DType dtype) {}
        System.out.printf(
                Locale.ROOT,
                "peers: %d comparisons of %d operators with libtorch (%d of values, %d of"
                        + " gradients; %d operator × dtype), %d failed; %d without a peer%n",
                MADE.size(),
                MADE.stream().map(c -> c.entry().operator()).distinct().count(),
                MADE.stream().filter(c -> c.part().equals("value")).count(),
                MADE.stream().filter(c -> !c.part().equals("value")).count(),
                MADE.stream()
                        .map(c -> new Pair(c.entry().operator(), c.dtype()))
                        .distinct()
                        .count(),
                MADE.stream().filter(c -> !c.passed()).count(),
                Catalogue.operators().stream().filter(OperatorPeerTest::isWithoutPeer).count());
    }

    private static boolean isWithoutPeer(Operator o) {
        return o.cases().stream()
                .noneMatch(e -> Peers.find(e).filter(r -> r.extent() != Extent.NONE).isPresent());
    }
}
