package dev.slipway.portal.api;

import dev.slipway.kernel.Page;
import dev.slipway.kernel.PageQuery;
import dev.slipway.kernel.Problem;
import dev.slipway.kernel.Problem.FieldError;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which page of which list. The token of the next page carries the offset and a fingerprint of the query it belongs to,
 * so that a token of another query is refused instead of answered with the wrong rows.
 */
record PageRequest(PageQuery query, String fingerprint) {

    private static final int FINGERPRINT_CHARS = 16;

    /** @param list what is listed, with everything that decides which rows there are and in which order */
    static PageRequest of(@Nullable Integer limit, @Nullable String pageToken, String list) {
        var fingerprint = fingerprint(list);
        var offset = pageToken == null || pageToken.isEmpty() ? 0 : offset(pageToken, fingerprint);
        return new PageRequest(new PageQuery(offset, limit == null ? PageQuery.DEFAULT_LIMIT : limit), fingerprint);
    }

    <T> Items<T> answer(Page<T> page) {
        return new Items<>(page.items(), next(page), page.total());
    }

    /** Of a list that is short enough to be held whole. */
    <T> Items<T> of(List<T> whole) {
        var from = (int) Math.min(query.offset(), whole.size());
        var to = Math.min(from + query.limit(), whole.size());
        return answer(new Page<>(whole.subList(from, to), whole.size()));
    }

    private @Nullable String next(Page<?> page) {
        if (!page.hasMoreAfter(query)) {
            return null;
        }
        var text = fingerprint + ":" + (query.offset() + page.items().size());
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static long offset(String token, String fingerprint) {
        try {
            var text = new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
            var colon = text.indexOf(':');
            if (colon == FINGERPRINT_CHARS && text.startsWith(fingerprint)) {
                return Long.parseUnsignedLong(text.substring(colon + 1));
            }
        } catch (IllegalArgumentException e) {
            throw new InvalidPageToken(
                    "page_token is damaged. Use next_page_token of the previous answer as it is.", e);
        }
        throw new InvalidPageToken(
                "page_token belongs to another query. Ask with the same fields as the answer it came from, or start without it.",
                null);
    }

    private static String fingerprint(String list) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(list.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, FINGERPRINT_CHARS / 2);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A list's answer. */
    @Json
    record Items<T>(List<T> items, @Nullable String nextPageToken, long total) {

        /** A list that has one page. */
        static <T> Items<T> all(List<T> items) {
            return new Items<>(items, null, items.size());
        }
    }

    static final class InvalidPageToken extends Problem {

        private static final long serialVersionUID = 1L;

        InvalidPageToken(String message, @Nullable Throwable cause) {
            super(
                    Kind.MALFORMED,
                    "invalid_page_token",
                    message,
                    List.of(new FieldError("/page_token", message)),
                    cause);
        }
    }
}
