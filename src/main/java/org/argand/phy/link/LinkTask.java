package org.argand.phy.link;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.argand.tensor.RandomStream;

/** What can be trained. */
public enum LinkTask {
    /** Constellation and neural demapper, over a channel that the receiver knows. */
    AUTOENCODER {
        @Override
        public LinkSettings standard() {
            return new LinkSettings(this, "awgn", 6, 4000, 8000, 1, 4, 8, 0.5, 4e-3);
        }

        @Override
        TrainableLink create(LinkSettings s, RandomStream random) {
            LinkChannel channel = LinkChannel.of(s.channel());
            LearnedLink link = LearnedLink.create(channel, s.bitsPerSymbol(), random);
            return new TrainableLink(
                    link.over(channel), link.variables(), () -> link.constellation().points());
        }

        @Override
        public Map<String, EndToEndLink> references(LinkSettings s) {
            Link qam = new ClassicalLink(s.bitsPerSymbol());
            return Map.of(BASELINE, qam.over(LinkChannel.of(s.channel())));
        }

        @Override
        public CodedTarget coded(LinkSettings s) {
            return new CodedTarget((int) Math.round(1500 * s.codeRate()), 1500, 1e-2);
        }

        @Override
        void checkChannel(String channel) {
            LinkChannel.of(channel);
        }
    },
    /** Pilots and a neural receiver of an OFDM uplink over a fading channel that nobody knows. */
    RECEIVER {
        @Override
        public LinkSettings standard() {
            return new LinkSettings(this, "tdl-c", 2, 3000, 8 * 1392, 1, -3, 5, 0.5, 4e-3);
        }

        @Override
        TrainableLink create(LinkSettings s, RandomStream random) {
            OfdmScenario scenario = OfdmScenario.uplink(s.channel(), s.bitsPerSymbol());
            NeuralReceiver receiver = NeuralReceiver.create(scenario, random);
            return new TrainableLink(
                    scenario.with(receiver),
                    receiver.variables(),
                    () -> receiver.pilots().reshape(-1));
        }

        @Override
        public Map<String, EndToEndLink> references(LinkSettings s) {
            OfdmScenario scenario = OfdmScenario.uplink(s.channel(), s.bitsPerSymbol());
            Map<String, EndToEndLink> links = new LinkedHashMap<>();
            links.put(BASELINE, scenario.with(ClassicalReceiver.leastSquares(scenario)));
            links.put(PERFECT, scenario.with(ClassicalReceiver.perfectCsi(scenario)));
            return links;
        }

        /** A slot is a codeword. */
        @Override
        public CodedTarget coded(LinkSettings s) {
            OfdmScenario scenario = OfdmScenario.uplink(s.channel(), s.bitsPerSymbol());
            int n = scenario.blockLength() * s.bitsPerSymbol();
            return new CodedTarget((int) Math.round(n * s.codeRate()), n, 1e-1);
        }

        @Override
        void checkChannel(String channel) {
            OfdmScenario.checkChannel(channel);
        }
    };

    /** Name of the reference that a trained link has to beat. */
    public static final String BASELINE = "baseline";

    /** Name of the receiver that is told the channel. */
    public static final String PERFECT = "perfect";

    /** Name on the command line and in checkpoints. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The task of that label, if there is one. */
    public static Optional<LinkTask> of(String label) {
        return Arrays.stream(values()).filter(t -> t.label().equals(label)).findFirst();
    }

    /** What it is trained with if nobody says otherwise. */
    public abstract LinkSettings standard();

    /** An untrained link, with random weights from {@code random}. */
    abstract TrainableLink create(LinkSettings s, RandomStream random);

    /** What the trained link is compared with, by name, {@link #BASELINE} first. */
    public abstract Map<String, EndToEndLink> references(LinkSettings s);

    /** What coded blocks are compared by. */
    public abstract CodedTarget coded(LinkSettings s);

    /** Refuses a channel that the task cannot have. */
    abstract void checkChannel(String channel);
}
