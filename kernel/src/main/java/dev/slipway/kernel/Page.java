package dev.slipway.kernel;

import java.util.List;
import java.util.function.Function;

/**
 * Some rows of a list, and how many there are in all.
 *
 * @param total the number of rows that match, on all pages
 */
public record Page<T>(List<T> items, long total) {

    public Page {
        items = List.copyOf(items);
    }

    public <R> Page<R> map(Function<? super T, ? extends R> mapper) {
        return new Page<>(items.stream().<R>map(mapper).toList(), total);
    }

    /** Whether rows follow after those that {@code query} asked for. */
    public boolean hasMoreAfter(PageQuery query) {
        return query.offset() + items.size() < total;
    }
}
