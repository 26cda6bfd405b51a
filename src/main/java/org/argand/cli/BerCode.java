package org.argand.cli;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.argand.phy.link.BlockCode;

/** Codes by their names on the command line. */
final class BerCode {
    private static final Pattern LDPC =
            Pattern.compile("ldpc:(\\d{1,7}),(\\d{1,7})(?:,(\\d{1,4}))?");

    private BerCode() {}

    /** The code of that name, other than {@code none}. */
    static BlockCode of(String name) {
        Matcher m = LDPC.matcher(name);
        if (!m.matches()) {
            throw BerSettings.bad(
                    "code '" + name + "' is neither none nor ldpc:k,n or ldpc:k,n,iterations");
        }
        int k = Integer.parseInt(m.group(1));
        int n = Integer.parseInt(m.group(2));
        return m.group(3) == null
                ? BlockCode.ldpc5G(k, n)
                : BlockCode.ldpc5G(k, n, Integer.parseInt(m.group(3)));
    }
}
