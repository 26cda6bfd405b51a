package org.argand.phy.fec;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.argand.tensor.Tensor;

/**
 * The Tanner graph of a code, laid out for tensors: nodes of one degree lie together, and of their edges the first ones, then
 * the second ones, and so on.
 *
 * <p>Messages are rows [edges, batch] in the order of the checks. Those of a {@link Bucket} are [degree, nodes, batch] by a
 * view, so that a node adds up its edges along the first axis.
 */
final class TannerGraph {
    /**
     * Nodes of one degree.
     *
     * @param degree edges of each
     * @param nodes how many
     * @param firstEdge where their edges begin
     * @param firstNode where they begin
     */
    record Bucket(int degree, int nodes, int firstEdge, int firstNode) {
        /** Their rows of what has a row for each edge, [degree, nodes, batch]. */
        Tensor edges(Tensor rows) {
            long lastEdge = firstEdge + (long) degree * nodes;
            return rows.slice(0, firstEdge, lastEdge).reshape(degree, nodes, rows.dim(1));
        }

        /** Back to rows. */
        Tensor rows(Tensor edges) {
            return edges.reshape(-1, edges.dim(2));
        }

        /** Their rows of what has a row for each node. */
        Tensor nodes(Tensor rows) {
            return rows.slice(0, firstNode, firstNode + nodes);
        }
    }

    /** One side of the graph: the edges of each node, and the order that nodes and edges have in tensors. */
    private record Side(List<Bucket> buckets, int[] nodes, int[] edges) {
        /** Node i has the edges {@code of[i]}. */
        static Side of(int[][] of) {
            Integer[] order = IntStream.range(0, of.length).boxed().toArray(Integer[]::new);
            Arrays.sort(order, Comparator.comparingInt(i -> of[i].length));
            int[] edges = new int[Arrays.stream(of).mapToInt(e -> e.length).sum()];
            List<Bucket> buckets = new ArrayList<>();
            int at = 0;
            for (int from = 0, to; from < order.length; from = to) {
                int degree = of[order[from]].length;
                to = from + 1;
                while (to < order.length && of[order[to]].length == degree) {
                    to++;
                }
                buckets.add(new Bucket(degree, to - from, at, from));
                for (int p = 0; p < degree; p++) {
                    for (int i = from; i < to; i++) {
                        edges[at++] = of[order[i]][p];
                    }
                }
            }
            return new Side(buckets, Arrays.stream(order).mapToInt(i -> i).toArray(), edges);
        }
    }

    private final Side checks;
    private final Side variables;
    private final Tensor variableAtEdge;
    private final Tensor edgeAtVariable;
    private final Tensor variableOrder;
    private final Tensor variablePlace;
    private final Tensor edgeNumber;

    TannerGraph(ParityCheckMatrix h) {
        int[] variableOf = new int[h.edges()];
        int[][] ofChecks = new int[h.checks()][];
        int[][] ofVariables = new int[h.variables()][0];
        for (int c = 0, e = 0; c < ofChecks.length; c++) {
            int[] row = h.row(c);
            ofChecks[c] = new int[row.length];
            for (int j = 0; j < row.length; j++, e++) {
                int[] before = ofVariables[row[j]];
                ofChecks[c][j] = e;
                variableOf[e] = row[j];
                ofVariables[row[j]] = Ldpc5GCode.joined(before, new int[] {e}, 0);
            }
        }
        this.checks = Side.of(ofChecks);
        this.variables = Side.of(ofVariables);
        int[] variablePlaces = inverse(variables.nodes);
        int[] edgePlaces = inverse(checks.edges);
        this.variableAtEdge =
                Tensor.of(
                        Arrays.stream(checks.edges)
                                .map(e -> variablePlaces[variableOf[e]])
                                .toArray());
        this.edgeAtVariable =
                Tensor.of(Arrays.stream(variables.edges).map(e -> edgePlaces[e]).toArray());
        this.variableOrder = Tensor.of(variables.nodes);
        this.variablePlace = Tensor.of(variablePlaces);
        this.edgeNumber = Tensor.of(checks.edges);
    }

    private static int[] inverse(int[] order) {
        int[] inverse = new int[order.length];
        for (int j = 0; j < order.length; j++) {
            inverse[order[j]] = j;
        }
        return inverse;
    }

    /** Checks by degree. */
    List<Bucket> checks() {
        return checks.buckets;
    }

    /** Bits by degree. */
    List<Bucket> variables() {
        return variables.buckets;
    }

    int edges() {
        return checks.edges.length;
    }

    /** Rows of bits as the matrix numbers them, to those in the order of buckets. */
    Tensor ordered(Tensor rows) {
        return taken(rows, variableOrder);
    }

    /** The inverse of {@link #ordered}. */
    Tensor numbered(Tensor rows) {
        return taken(rows, variablePlace);
    }

    /** Rows of edges as the matrix numbers them, to those of messages. */
    Tensor orderedEdges(Tensor rows) {
        return taken(rows, edgeNumber);
    }

    /** The row of its bit for each edge. */
    Tensor atEdges(Tensor variableRows) {
        return taken(variableRows, variableAtEdge);
    }

    /** Messages in the order of the bits. */
    Tensor atVariables(Tensor messages) {
        return taken(messages, edgeAtVariable);
    }

    private static Tensor taken(Tensor rows, Tensor places) {
        return rows.gather(places.to(rows.device()), 0);
    }
}
