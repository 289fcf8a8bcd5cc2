package dev.slipway.deployments.promotion;

import java.util.EnumSet;
import java.util.Set;

/** Where a promotion is. The whole lifecycle is this table. */
public enum PromotionState {
    /** Gates pass; waits for people. */
    PENDING,
    /** The people said yes; the intent is stored and the move begins. */
    APPROVED,
    /** The alias and the tags are being moved in MLflow. */
    EXECUTING,
    PROMOTED,
    GATES_FAILED,
    REJECTED,
    WITHDRAWN,
    EXPIRED,
    /** The move could not be made; MLflow is as it was before. */
    FAILED,
    ROLLED_BACK;

    public Set<PromotionState> next() {
        return switch (this) {
            case PENDING -> EnumSet.of(APPROVED, GATES_FAILED, REJECTED, WITHDRAWN, EXPIRED);
            case APPROVED -> EnumSet.of(EXECUTING, FAILED);
            case EXECUTING -> EnumSet.of(PROMOTED, FAILED);
            case PROMOTED -> EnumSet.of(ROLLED_BACK);
            case GATES_FAILED -> EnumSet.of(WITHDRAWN);
            case REJECTED, WITHDRAWN, EXPIRED, FAILED, ROLLED_BACK -> EnumSet.noneOf(PromotionState.class);
        };
    }

    public boolean mayBecome(PromotionState state) {
        return next().contains(state);
    }

    /** Still in somebody's hands, or in Slipway's. */
    public boolean isOpen() {
        return switch (this) {
            case PENDING, APPROVED, EXECUTING -> true;
            case PROMOTED, GATES_FAILED, REJECTED, WITHDRAWN, EXPIRED, FAILED, ROLLED_BACK -> false;
        };
    }
}
