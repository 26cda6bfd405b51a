package org.argand.cli;

import org.argand.phy.link.BlockCode;

/** Codes by their names on the command line. */
final class BerCode {
    private BerCode() {}

    /** The code of that name, other than {@code none}. */
    static BlockCode of(String name) {
        throw BerSettings.bad("code '" + name + "' is neither none nor ldpc:k,n");
    }
}
