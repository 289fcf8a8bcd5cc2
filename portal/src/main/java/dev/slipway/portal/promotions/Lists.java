package dev.slipway.portal.promotions;

import dev.slipway.deployments.promotion.PromotionState;
import dev.slipway.deployments.promotion.Promotions.Filter;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which promotions are listed, as the address has it. */
record Lists(Which which, @Nullable PromotionState state) {

    enum Which {
        WAITING,
        MINE,
        ALL;

        String inAddress() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    static Lists of(@Nullable String list, @Nullable String state, Which otherwise) {
        return new Lists(
                named(Which.values(), list).orElse(otherwise),
                named(PromotionState.values(), state).orElse(null));
    }

    Filter filter() {
        return new Filter(
                null, null, state == null ? Set.of() : Set.of(state), which == Which.WAITING, which == Which.MINE);
    }

    Map<String, String> address() {
        var parameters = new LinkedHashMap<String, String>();
        parameters.put("list", which.inAddress());
        if (state != null) {
            parameters.put("state", state.name().toLowerCase(Locale.ROOT));
        }
        return parameters;
    }

    private static <E extends Enum<E>> Optional<E> named(E[] values, @Nullable String name) {
        return Arrays.stream(values)
                .filter(value -> value.name().equalsIgnoreCase(name))
                .findFirst();
    }
}
