package dev.slipway.deployments.promotion;

import java.io.Serializable;
import java.util.UUID;

public record PromotionId(UUID value) implements Serializable {

    public static PromotionId random() {
        return new PromotionId(UUID.randomUUID());
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
