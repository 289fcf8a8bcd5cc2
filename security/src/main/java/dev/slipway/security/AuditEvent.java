package dev.slipway.security;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened to an object.
 *
 * @param action object kind and past participle, such as {@code promotion.approved}
 * @param object kind and id, such as {@code promotion/0f3c...} or {@code version/employment/3}
 * @param team whose members may read the entry; null: admins only
 * @param before the facts before, empty when the object is new
 * @param after the facts after, empty when the object is gone
 */
public record AuditEvent(
        String action, String object, @Nullable TeamId team, Map<String, ?> before, Map<String, ?> after) {}
