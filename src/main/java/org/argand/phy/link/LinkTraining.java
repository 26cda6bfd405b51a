package org.argand.phy.link;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.argand.array.ArgandException;
import org.argand.autograd.GradientTape;
import org.argand.nn.Losses;
import org.argand.optim.Adam;
import org.argand.optim.Checkpoint;
import org.argand.optim.Optimizer;
import org.argand.optim.Schedule;
import org.argand.tensor.RandomStream;
import org.argand.tensor.Scope;
import org.argand.tensor.Tensor;
import org.argand.tensor.Variable;

/**
 * Trains a link by Adam on the cross-entropy of its bits, one step at a time.
 *
 * <p>A training that was saved and resumed is, bit by bit, the one that was not interrupted.
 */
public final class LinkTraining {
    private final LinkSettings settings;
    private final TrainableLink trained;
    private final Optimizer optimizer;
    private final RandomStream random;

    private LinkTraining(LinkSettings settings) {
        RandomStream root = new RandomStream(settings.seed());
        this.settings = settings;
        this.trained = settings.task().create(settings, root.split("weights"));
        this.optimizer =
                Optimizer.of(
                        Adam.standard(), Schedule.cosine(settings.rate(), 0, settings.steps()));
        this.random = root.split("training");
    }

    /** A training that has made no step. */
    public static LinkTraining start(LinkSettings settings) {
        return new LinkTraining(settings);
    }

    /**
     * The training that {@link #save} wrote to {@code checkpoint}.
     *
     * @throws ArgandException.BadFile if there is none, or it is damaged or of something else
     */
    public static LinkTraining resume(Path checkpoint) {
        Map<String, String> metadata = Checkpoint.metadata(checkpoint);
        LinkTraining t = start(LinkSettings.fromMap(metadata, checkpoint.toString()));
        Checkpoint.load(checkpoint, t.state(), t.streams());
        return t;
    }

    /** Writes everything a resumed training needs, and a link that is only used. */
    public void save(Path checkpoint) {
        save(checkpoint, Map.of());
    }

    /** The same with further text, which {@link Checkpoint#metadata} returns beside the settings. */
    public void save(Path checkpoint, Map<String, String> further) {
        Map<String, String> text = new LinkedHashMap<>(further);
        text.putAll(settings.toMap());
        Checkpoint.save(checkpoint, state(), streams(), text);
    }

    private List<Variable> state() {
        List<Variable> all = new ArrayList<>(trained.variables());
        all.addAll(optimizer.stateFor(trained.variables()));
        return all;
    }

    private Map<String, RandomStream> streams() {
        return Map.of("training", random);
    }

    /** The link, as it is now. */
    public EndToEndLink link() {
        return trained.link();
    }

    /** Everything trained, in a fixed order. */
    public List<Variable> variables() {
        return trained.variables();
    }

    /** The trained points of the complex plane as they are sent, symbols or pilots, complex [n]. */
    public Tensor points() {
        return trained.points().get();
    }

    /** What decides it all. */
    public LinkSettings settings() {
        return settings;
    }

    /** Steps made. */
    public long steps() {
        return optimizer.steps();
    }

    /** Symbols per step: the batch in whole blocks. */
    public long symbolsPerStep() {
        long block = link().blockLength();
        return Math.ceilDiv(settings.batch(), block) * block;
    }

    /**
     * What the steps of a window had in common.
     *
     * @param loss mean cross-entropy of a bit, in nats
     * @param ber bit error rate
     */
    public record Window(double loss, double ber) {}

    /**
     * Makes {@code steps} steps on fresh data; nothing waits for the device before the last.
     *
     * @throws ArgandException.NonFinite if a loss was NaN or infinite
     */
    public Window advance(int steps) {
        if (steps < 1) {
            throw new ArgandException.InvalidArgument("train", "a window of " + steps + " steps");
        }
        try (Scope _ = Scope.open()) {
            List<Tensor> losses = new ArrayList<>();
            List<Tensor> errorRates = new ArrayList<>();
            for (int k = 0; k < steps; k++) {
                step(losses, errorRates);
            }
            double loss = Tensor.stack(losses, 0).mean().item();
            if (!Double.isFinite(loss)) {
                throw new ArgandException.NonFinite(
                        "train", "the loss became " + loss + " by step " + steps());
            }
            return new Window(loss, Tensor.stack(errorRates, 0).mean().item());
        }
    }

    private void step(List<Tensor> losses, List<Tensor> errorRates) {
        try (Scope scope = Scope.open();
                GradientTape tape = GradientTape.open()) {
            LinkExperiment e = LinkExperiment.run(link(), settings, settings.batch(), random);
            Tensor loss = Losses.sigmoidCrossEntropy(e.bits(), e.llr());
            optimizer.step(tape.gradient(loss), variables());
            losses.add(scope.keep(loss));
            errorRates.add(scope.keep(e.errorRate()));
        }
    }

    /** The rate of the next step. */
    public double rate() {
        return optimizer.rate();
    }
}
