package dev.slipway.kernel;

/**
 * Which rows of a sorted list are wanted.
 *
 * @param offset rows to leave out, 0 or more
 * @param limit rows to return, 1 to {@value #MAX_LIMIT}
 */
public record PageQuery(long offset, int limit) {

    public static final int MAX_LIMIT = 1000;
    public static final int DEFAULT_LIMIT = 100;

    public PageQuery {
        if (offset < 0) {
            throw new InvalidField("/page_token", "The offset is negative: use the page_token of the previous answer.");
        }
        if (limit < 1 || limit > MAX_LIMIT) {
            throw new InvalidField("/limit", "limit is " + limit + "; give a number from 1 to " + MAX_LIMIT + ".");
        }
    }

    public static PageQuery first(int limit) {
        return new PageQuery(0, limit);
    }
}
