package dev.slipway.deployments.internal;

/** What one line of a promotion's history is about, and how it is told with the person as its subject. */
enum Happened {
    REQUESTED("%s asked to move %s to %s"),
    GATES_FAILED("%s asked to move %s to %s; the gates did not pass"),
    ROLLBACK_REQUESTED("%s rolled back: %s is to be in %s again"),
    VACATE_REQUESTED("%s rolled back: %s is to leave %s"),
    SEAT_FILLED("%s approved %s for %s; further approvals are needed"),
    APPROVED("%s approved %s for %s"),
    REJECTED("%s rejected %s for %s"),
    WITHDRAWN("%s withdrew the request to move %s to %s"),
    EXPIRED("%s ended the request to move %s to %s, because nobody decided in time"),
    EVIDENCE_CHANGED("%s ran the gates for %s to %s anew, because the evidence changed"),
    GATES_TURNED("%s stopped %s on its way to %s: the gates do not pass any more"),
    EXECUTING("%s began to move %s to %s"),
    PROMOTED("%s moved %s to %s"),
    VACATED("%s took %s out of %s"),
    FAILED("%s could not move %s to %s"),
    ROLLED_BACK("%s closed the promotion of %s to %s as rolled back");

    private final String sentence;

    Happened(String sentence) {
        this.sentence = sentence;
    }

    /** Such as {@code Ines approved employment v3 for Production}, with the comment behind a colon. */
    String tell(String actor, String version, String stage, String comment) {
        var told = sentence.formatted(actor, version, stage);
        return comment.isBlank() ? told + "." : told + ": " + comment.strip() + (endsSentence(comment) ? "" : ".");
    }

    private static boolean endsSentence(String comment) {
        return comment.strip().matches("(?s).*[.!?]");
    }
}
