package org.argand.phy.wifi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Recordings of an access point and its clients: every frame is found and has a correct check sequence. */
class RecordingsTest {
    @ParameterizedTest
    @ValueSource(strings = {"6mbps", "24mbps", "48mbps"})
    void everyFrame_isDecoded(String name) {
        Capture capture = Capture.of(name);
        List<WifiFrame> frames =
                new WifiReceiver().receive(capture.samples(), capture.sampleRate());
        assertEquals(capture.frames().size(), frames.size(), frames.toString());
        for (int k = 0; k < frames.size(); k++) {
            WifiFrame f = frames.get(k);
            Capture.Expected e = capture.frames().get(k);
            assertTrue(f.fcsOk(), f.toString());
            assertEquals(e.mbps(), f.rate().mbps());
            assertEquals(e.psduBytes(), f.psduBytes());
            // The list says where its decoder began to look, up to 60 samples before the frame.
            assertEquals(e.sampleStart() + 30, f.sampleStart(), 30, f.toString());
            HexFormat address = HexFormat.ofDelimiter(":");
            assertEquals(e.receiver(), address.formatHex(f.psdu(), 4, 10));
        }
    }
}
