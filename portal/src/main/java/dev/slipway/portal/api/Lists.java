package dev.slipway.portal.api;

import java.util.List;
import org.jspecify.annotations.Nullable;

final class Lists {

    private Lists() {}

    static <T> List<T> orEmpty(@Nullable List<T> list) {
        return list == null ? List.of() : list;
    }
}
