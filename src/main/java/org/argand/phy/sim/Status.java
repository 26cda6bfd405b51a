package org.argand.phy.sim;

/** Why a point has ended, or that it has not. */
public enum Status {
    /** Goes on. */
    RUNNING("running"),

    /** As many wrong blocks as were asked for. */
    TARGET_BLOCK_ERRORS("reached target block errors"),

    /** As many wrong bits as were asked for. */
    TARGET_BIT_ERRORS("reached target bit errors"),

    /** The budget of blocks is used up. */
    MAX_BLOCKS("reached max blocks"),

    /** The budget is used up without an error, and no further point is begun. */
    NO_ERRORS("no errors - simulation stopped"),

    /** Stopped from outside before its end. */
    INTERRUPTED("interrupted");

    private final String words;

    Status(String words) {
        this.words = words;
    }

    /** As the field's tables say it. */
    @Override
    public String toString() {
        return words;
    }
}
