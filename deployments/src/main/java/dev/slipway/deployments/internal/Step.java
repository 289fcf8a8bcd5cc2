package dev.slipway.deployments.internal;

import java.util.Locale;

/** What a move has behind it. Each step is stored when it is done and safe to repeat until then. */
enum Step {
    INTENT_STORED,
    ALIAS_SET,
    TAG_SET,
    RECORD_CLOSED;

    /** As {@code slipway.failpoint} names it. */
    String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
