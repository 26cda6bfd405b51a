package org.argand.phy.wifi;

/** Stub. */
public final class WifiEqualiser {
    ChannelEstimate refine(ChannelEstimate direct) {
        return direct;
    }
}
